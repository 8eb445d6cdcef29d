package io.paywatt.ledger.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.failed.FailedFilter;
import io.paywatt.ledger.failed.FailedView;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxDeskTest {
  private static final FailedFilter DESK =
      new FailedFilter("open", "outbox-dispatch", null, null, null, null, null, null, null, null, null);
  private static final String CREDIT = "{\"meterId\":1,\"kind\":\"credit\","
      + "\"body\":{\"amount\":5000,\"currency\":\"CNY\",\"balance\":6230},\"expiresInSeconds\":604800}";
  private static final String RECEIPT = "{\"kind\":\"receipt\",\"accountId\":1,\"meterId\":1,"
      + "\"params\":{\"amount\":5000,\"currency\":\"CNY\",\"balance\":6230,\"paidAt\":\"2026-11-23T04:00:00Z\"}}";
  private static EffectsHouse house;

  @BeforeAll static void open() {
    house = EffectsHouse.open("outbox_desk");
    house.room(1, "zh-CN", "13800000001");
  }

  @BeforeEach void clear() {
    house.sql("DELETE FROM outbox");
    house.sql("DELETE FROM command");
    house.sql("DELETE FROM notice");
    house.sql("DELETE FROM failed_message");
  }

  @Test void a_payment_makes_one_command_and_one_notice_however_often_it_is_dispatched() {
    house.effect("credit:payment:1", Outbox.Kind.METER_COMMAND, CREDIT);
    house.effect("receipt:payment:1", Outbox.Kind.NOTICE, RECEIPT);
    assertThat(house.outbox.dispatch()).isEqualTo(2);
    assertThat(house.outbox.dispatch()).isZero();
    house.sql("UPDATE outbox SET done_at = NULL");
    assertThat(house.outbox.dispatch()).as("as after a crash before the commit").isEqualTo(2);
    assertThat(house.text("SELECT CONCAT(command_key, ' ', payload) FROM command"))
        .isEqualTo("credit:payment:1 {\"amount\":5000,\"currency\":\"CNY\",\"balance\":6230}");
    assertThat(house.number("SELECT TIMESTAMPDIFF(SECOND, created_at, expires_at) FROM command")).isEqualTo(604_800);
    assertThat(house.text("SELECT notice_key FROM notice")).isEqualTo("receipt:payment:1");
  }

  @Test void a_relay_decision_keeps_its_number_and_publishes_only_the_position() {
    house.effect("relay:1:7", Outbox.Kind.METER_COMMAND,
        "{\"meterId\":1,\"kind\":\"relay\",\"body\":{\"relay\":\"closed\",\"seq\":7},\"expiresInSeconds\":120}");
    house.outbox.dispatch();
    assertThat(house.text("SELECT CONCAT(payload, ' ', wanted_seq) FROM command"))
        .isEqualTo("{\"relay\":\"closed\"} 7");
  }

  @Test void rows_that_can_not_be_read_go_to_the_desk_and_block_no_other() {
    house.effect("broken", Outbox.Kind.METER_COMMAND, "{\"meterId\":");
    house.effect("kind", Outbox.Kind.METER_COMMAND, CREDIT.replace("credit", "bomb"));
    house.effect("meter", Outbox.Kind.METER_COMMAND, CREDIT.replace("\"meterId\":1", "\"meterId\":999"));
    house.effect("forever", Outbox.Kind.METER_COMMAND, CREDIT.replace("604800", "-1"));
    house.effect("text", Outbox.Kind.NOTICE, RECEIPT.replace("receipt", "poem"));
    house.effect("account", Outbox.Kind.NOTICE, RECEIPT.replace("\"accountId\":1", "\"accountId\":999"));
    house.effect("params", Outbox.Kind.NOTICE, "{\"kind\":\"receipt\",\"accountId\":1,\"params\":[]}");
    house.effect("good", Outbox.Kind.METER_COMMAND, CREDIT);
    assertThat(house.outbox.dispatch()).isEqualTo(8);
    assertThat(house.texts("SELECT command_key FROM command")).containsExactly("good");
    assertThat(house.number("SELECT COUNT(*) FROM notice")).isZero();
    assertThat(house.failed.list(DESK, 20, null).items()).hasSize(7)
        .extracting(FailedView::error).anyMatch(e -> e.contains("meterId is 999"))
        .anyMatch(e -> e.contains("'bomb'")).anyMatch(e -> e.contains("accountId is 999"))
        .anyMatch(e -> e.contains("expiresInSeconds is -1"));
    assertThat(house.outbox.dispatch()).isZero();
  }

  @Test void a_row_the_database_refuses_is_found_tried_five_times_and_put_on_the_desk() {
    house.sql("CREATE TRIGGER refuse BEFORE INSERT ON command FOR EACH ROW BEGIN IF NEW.command_key = 'cursed' THEN"
        + " SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no'; END IF; END");
    house.effect("cursed", Outbox.Kind.METER_COMMAND, CREDIT);
    house.effect("good", Outbox.Kind.METER_COMMAND, CREDIT);
    assertThat(house.outbox.dispatch()).isEqualTo(1);
    assertThat(house.texts("SELECT command_key FROM command")).containsExactly("good");
    for (int i = 0; i < 4; i++) {
      assertThat(house.outbox.dispatch()).as("not before its time").isZero();
      house.passTime(Duration.ofSeconds(10));
      house.outbox.dispatch();
    }
    assertThat(house.failed.list(DESK, 20, null).items()).hasSize(1);
    assertThat(house.number("SELECT COUNT(*) FROM outbox WHERE done_at IS NULL")).isZero();
    house.sql("DROP TRIGGER refuse");
  }

  @Test void eight_hubs_dispatching_at_once_make_each_effect_once() throws Exception {
    for (int i = 0; i < 1000; i++) {
      house.effect("credit:" + i, Outbox.Kind.METER_COMMAND, CREDIT);
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<Integer> dispatch = house.outbox::dispatch;
      int all = 0;
      for (Future<Integer> done : threads.invokeAll(Collections.nCopies(8, dispatch))) {
        all += done.get();
      }
      all += house.outbox.dispatch();
      assertThat(all).isEqualTo(1000);
    } finally {
      threads.shutdown();
    }
    assertThat(house.number("SELECT COUNT(*) FROM command")).isEqualTo(1000);
  }

  @Test void done_rows_are_purged_after_seven_days_and_waiting_ones_never() {
    house.effect("old", Outbox.Kind.METER_COMMAND, CREDIT);
    house.outbox.dispatch();
    house.passTime(Duration.ofDays(7));
    house.effect("waiting", Outbox.Kind.METER_COMMAND, CREDIT);
    assertThat(house.outbox.purge()).isZero();
    house.passTime(Duration.ofMillis(1));
    assertThat(house.outbox.purge()).isEqualTo(1);
    assertThat(house.texts("SELECT effect_key FROM outbox")).containsExactly("waiting");
  }
}
