package io.paywatt.ledger.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.user.Scope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticeDeskTest {
  private static final String PARAMS = "{\"amount\":123456,\"balance\":-350,\"currency\":\"CNY\",\"provider\":\"wechat\","
      + "\"paidAt\":\"2026-11-23T16:05:00Z\",\"transactionId\":\"4200\",\"reason\":\"no such meter\",\"serial\":\"M77\","
      + "\"voltageV\":251.30,\"powerW\":8300,\"command\":\"relay\",\"at\":\"2026-11-23T04:00:00Z\"}";
  private static EffectsHouse house;

  @BeforeAll static void open() {
    house = EffectsHouse.open("notice_desk");
    house.room(1, "zh-CN", "13800000001");
    house.room(2, "en", "13800000002");
    house.room(3, "en", null);
  }

  @BeforeEach void clear() {
    house.sql("DELETE FROM notice");
    house.sql("DELETE FROM failed_message");
    house.sql("DELETE FROM notice_provider");
  }

  @Test void every_kind_reads_as_agreed_in_both_languages() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String kind : NoticeKinds.all()) {
      for (long account = 1; account <= 2; account++) {
        String key = kind + account;
        enqueue(key, "{\"kind\":\"" + kind + "\",\"accountId\":" + account + ",\"params\":" + PARAMS + "}");
        lines.add(house.text("SELECT CONCAT(locale, ' ', kind, ': ', text) FROM notice WHERE notice_key = ?", key)
            .replace('\n', '⏎'));
      }
    }
    assertThat(lines).isEqualTo(Files.readAllLines(Path.of("src", "test", "resources", "golden-notices.txt")));
  }

  @Test void what_is_not_known_is_a_dash_and_the_ledger_knows_the_balance() {
    enqueue("k", "{\"kind\":\"receipt\",\"accountId\":2,\"params\":{}}");
    assertThat(house.text("SELECT text FROM notice"))
        .isEqualTo("北苑 R-2: we received - on -, at today's price about -. Your electricity balance is CNY 12.30. Meter M2.");
  }

  @Test void an_account_without_phone_is_skipped_and_the_same_key_is_told_once() {
    enqueue("k", "{\"kind\":\"cut-off\",\"accountId\":3,\"params\":{}}");
    enqueue("k", "{\"kind\":\"cut-off\",\"accountId\":2,\"params\":{}}");
    assertThat(house.notices.list(NoticeFilter.ALL, 10, null, Scope.EVERY).items()).singleElement().satisfies(notice -> {
      assertThat(notice.state()).isEqualTo("skipped");
      assertThat(notice.error()).isEqualTo("no phone");
      assertThat(notice.account()).isEqualTo("A3");
    });
    assertThat(house.notices.claimDue(10)).isEmpty();
  }

  @Test void an_administrator_is_told_by_any_channel_and_an_address_that_does_not_fit_it_is_refused() {
    String alert = "{\"kind\":\"alert-overload\",\"accountId\":null,\"meterId\":1,\"params\":{\"powerW\":9000}}";
    NoticeDesk desk = EffectsHouse.desk(house.store,
        List.of(Administrator.parse("email:ops@example.com"), Administrator.parse("wecom:ops")));
    house.store.inTransaction(handle -> {
      desk.enqueue(handle, "robot", alert, house.store.now());
      return null;
    });
    assertThat(house.texts("SELECT CONCAT(notice_key, ' ', channel, ' ', recipient, ' ', state) FROM notice ORDER BY id"))
        .containsExactly("robot:email:ops@example.com email ops@example.com queued", "robot:wecom:ops wecom ops queued");
    assertThatThrownBy(() -> Administrator.parse("email:ops")).hasMessageContaining("a mailbox such as");
    assertThatThrownBy(() -> Administrator.parse("13900000000")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test void every_administrator_is_told_and_without_one_it_is_kept() {
    String alert = "{\"kind\":\"alert-overload\",\"accountId\":null,\"meterId\":1,\"params\":{\"powerW\":9000}}";
    enqueue("a", alert);
    assertThat(house.texts("SELECT recipient FROM notice ORDER BY id")).isEqualTo(EffectsHouse.ADMINS);
    assertThat(house.texts("SELECT DISTINCT text FROM notice"))
        .containsExactly("北苑 R-1, meter M1: overload, 9,000 W at -.");
    clear();
    house.store.inTransaction(handle -> {
      house.notices(List.of()).enqueue(handle, "b", alert, house.store.now());
      return null;
    });
    assertThat(house.text("SELECT CONCAT(notice_key, ' ', state, ' ', error) FROM notice"))
        .isEqualTo("b skipped no administrator is configured");
    enqueue("x".repeat(190), alert);
    assertThat(house.number("SELECT COUNT(*) FROM notice")).as("long keys stay apart").isEqualTo(3);
  }

  @Test void a_claimed_notice_is_handed_out_again_only_after_a_minute_without_report() {
    enqueue("k", "{\"kind\":\"restored\",\"accountId\":2,\"params\":{}}");
    OutgoingNotice notice = house.notices.claimDue(10).get(0);
    assertThat(notice.recipient()).isEqualTo("13800000002");
    assertThat(notice.template()).isNull();
    assertThat(notice.paramsJson())
        .isEqualTo("{\"site\":\"北苑\",\"room\":\"R-2\",\"balance\":\"CNY 12.30\",\"meter\":\"M2\"}");
    assertThat(house.notices.claimDue(10)).isEmpty();
    house.passTime(Duration.ofSeconds(60));
    assertThat(house.notices.claimDue(10)).containsExactly(notice);
    house.notices.sent(notice.id(), "aliyun", "biz^0");
    house.notices.notSent(notice.id(), "aliyun", "late", true);
    house.passTime(Duration.ofHours(1));
    assertThat(house.notices.claimDue(10)).isEmpty();
    assertThat(house.notices.list(new NoticeFilter("sent", "A2", "restored", null), 10, null, Scope.EVERY).items()).singleElement()
        .extracting(NoticeView::providerRef, NoticeView::attempts, NoticeView::error).containsExactly("biz^0", 2, null);
  }

  @Test void a_message_that_is_refused_for_now_waits_twice_as_long_each_time() {
    enqueue("k", "{\"kind\":\"restored\",\"accountId\":2,\"params\":{}}");
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      long id = house.notices.claimDue(1).get(0).id();
      house.notices.notSent(id, "aliyun", "number is busy", true);
      house.sql("UPDATE notice_provider SET fails = 0"); // others go through, the provider is well
      waits.add(house.number("SELECT TIMESTAMPDIFF(SECOND, ?, due_at) FROM notice", Store.utc(house.store.now())));
      house.passTime(Duration.ofSeconds(waits.get(i)));
    }
    assertThat(waits).containsExactly(30L, 60L, 120L, 240L, 480L, 900L, 900L);
    assertThat(house.number("SELECT COUNT(*) FROM failed_message")).isZero();
  }

  @Test void what_can_not_help_is_not_tried_again() {
    enqueue("k", "{\"kind\":\"restored\",\"accountId\":2,\"params\":{}}");
    house.notices.notSent(house.notices.claimDue(1).get(0).id(), "aliyun", "isv.MOBILE_NUMBER_ILLEGAL", false);
    assertThat(house.text("SELECT CONCAT(state, ' ', provider) FROM notice")).isEqualTo("failed aliyun");
  }

  @Test void a_notice_that_is_too_old_is_dropped_and_says_so() {
    enqueue("k", "{\"kind\":\"restored\",\"accountId\":2,\"params\":{}}");
    house.notices.notSent(house.notices.claimDue(1).get(0).id(), "aliyun", "timeout", true);
    house.passTime(Duration.ofHours(12));
    assertThat(house.notices.claimDue(1)).isEmpty();
    assertThat(house.text("SELECT CONCAT(state, ' ', error) FROM notice")).isEqualTo("expired expired: timeout");
  }

  private static void enqueue(String key, String payload) {
    house.store.inTransaction(handle -> {
      house.notices.enqueue(handle, key, payload, house.store.now());
      return null;
    });
  }
}
