package io.paywatt.ledger.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.TestLedger;
import io.paywatt.ledger.approval.Approvals;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.failed.FailedMessage;
import io.paywatt.ledger.replay.EditResult;
import io.paywatt.ledger.replay.Edits;
import io.paywatt.ledger.replay.FailedVersion;
import io.paywatt.ledger.replay.ReplayItem;
import io.paywatt.ledger.replay.ReplayPlan;
import io.paywatt.ledger.replay.ReplayRuns;
import io.paywatt.ledger.replay.Selection;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Replays and edits of payments, against the one door for money. */
class ReplayMoneyTest {
  private static TestLedger ledger;
  private static FailedDesk desk;
  private static ReplayRuns runs;
  private static Edits edits;
  private static Approvals approvals;

  @BeforeAll static void open() {
    ledger = TestLedger.open("replay_money");
    ledger.account("A-1", "M-1");
    ledger.account("A-2", "M-2");
    desk = new FailedDesk(ledger.store);
    runs = new ReplayRuns(ledger.store, ledger.intake::forecast);
    edits = new Edits(ledger.store);
    approvals = new Approvals(ledger.store, Map.of(Edits.KIND, Edits::approved));
  }

  @AfterEach void the_books_are_right() {
    assertThat(ledger.books.problems()).isEmpty();
  }

  @Test void dry_run_and_real_run_agree_on_200_items() {
    List<Long> ids = IntStream.range(0, 200).mapToObj(i -> switch (i % 5) {
      case 0 -> fail(Notices.forMeter("plan-" + i, "M-1", 100 + i));
      case 1 -> posted(Notices.forMeter("plan-" + i, "M-2", 100 + i));
      case 2 -> fail(Notices.forMeter("plan-" + i, "M-none", 100 + i));
      case 3 -> fail("{\"provider\":\"standard\",\"transactionId\":\"plan-%d\"}".formatted(i).getBytes(StandardCharsets.UTF_8));
      default -> fail(Notices.forMeter("plan-" + (i - 4), "M-1", 100 + i - 4));
    }).toList();
    long before = ledger.balance("A-1") + ledger.balance("A-2");
    long rows = ledger.number("SELECT COUNT(*) FROM payment") + ledger.number("SELECT COUNT(*) FROM replay_run");

    ReplayPlan plan = runs.plan(Selection.of(ids));
    assertThat(ledger.number("SELECT COUNT(*) FROM payment") + ledger.number("SELECT COUNT(*) FROM replay_run"))
        .as("nothing is written").isEqualTo(rows);
    assertThat(plan.counts()).isEqualTo(Map.of("post", 40, "already-posted", 80, "replay", 0, "held", 40, "invalid", 40));

    runs.start(Selection.of(ids), 200, "wang");
    Map<Long, String> real = new HashMap<>();
    drain().forEach((item, result) -> real.put(item.id(), result));
    plan.items().forEach(item -> assertThat(real.get(item.id())).as(item.toString()).isEqualTo(switch (item.action()) {
      case "post" -> "posted";
      case "already-posted" -> "duplicate";
      default -> null;
    }));
    assertThat(ledger.balance("A-1") + ledger.balance("A-2") - before).isEqualTo(plan.money().get(0).amount());
    assertThat(plan.items().stream().filter(item -> item.action().equals("held")))
        .allSatisfy(item -> assertThat(accept(item.id())).isInstanceOf(PaymentResult.Parked.class));
    assertThat(plan.items().stream().filter(item -> item.action().equals("invalid")))
        .allSatisfy(item -> assertThatThrownBy(() -> accept(item.id())).isInstanceOf(Rejected.class));
  }

  @Test void a_hundred_replays_of_one_notice_on_eight_threads_with_hubs_that_die_are_one_posting() throws Exception {
    long before = ledger.balance("A-1");
    List<Long> ids = IntStream.range(0, 100).mapToObj(i -> fail(Notices.forMeter("storm", "M-1", 900))).toList();
    for (int run = 0; run < 8; run++) {
      int mine = run;
      runs.start(Selection.of(IntStream.range(0, 100).filter(i -> i % 8 == mine).mapToObj(ids::get).toList()), 200, "wang");
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<Void>> hubs = IntStream.range(0, 8).mapToObj(i -> (Callable<Void>) () -> hub("hub-" + i)).toList();
    for (var ended : threads.invokeAll(hubs)) {
      ended.get();
    }
    threads.shutdown();
    assertThat(ledger.balance("A-1") - before).isEqualTo(900);
    assertThat(ledger.number("SELECT COUNT(*) FROM payment WHERE provider_transaction_id = 'storm'")).isEqualTo(1);
    assertThat(ledger.number("SELECT COUNT(*) FROM outbox WHERE effect_key LIKE 'receipt:%' AND payload LIKE '%storm%'"))
        .as("told once").isEqualTo(1);
    assertThat(ledger.number("SELECT COUNT(*) FROM failed_message WHERE reference = 'storm' AND state = 'replayed'"))
        .isEqualTo(100);
  }

  @Test void an_edit_that_moves_money_needs_a_second_person_and_then_credits_the_parked_payment() {
    PaymentNotice notice = Notices.forMeter("typo", "M-9", 700);
    ledger.intake.accept(notice.toJson());
    long id = ledger.number("SELECT id FROM failed_message WHERE reference = 'typo'");
    String right = text(id).replace("M-9", "M-2");

    EditResult asked = edits.edit(id, 1, right, "the payer misread a digit", "wang");
    assertThat(asked.version()).isNull();
    assertThat(asked.changes()).singleElement().hasToString("JsonDiff[path=/meter, before=\"M-9\", after=\"M-2\"]");
    assertThatThrownBy(() -> approvals.approve(asked.approval(), null, "wang")).isInstanceOfSatisfying(Rejected.class,
        e -> assertThat(e.status()).isEqualTo(403));
    assertThatThrownBy(() -> edits.edit(id, 1, right, "again", "wang")).hasMessageContaining("waits for an approval");
    assertThat(text(id)).as("nothing has changed").contains("M-9");

    assertThat(approvals.approve(asked.approval(), "seen the meter", "li").state()).isEqualTo("approved");
    assertThat(edits.versions(id)).extracting(FailedVersion::version, FailedVersion::actor, FailedVersion::approvedBy)
        .containsExactly(Tuple.tuple(1, null, null),
            Tuple.tuple(2, "wang", "li"));
    long before = ledger.balance("A-2");
    assertThat(runs.plan(Selection.of(List.of(id))).counts()).containsEntry("post", 1);
    runs.start(Selection.of(List.of(id)), 20, "wang");
    assertThat(drain().values()).containsExactly("posted");
    assertThat(ledger.balance("A-2") - before).isEqualTo(700);
    assertThat(ledger.intake.accept(notice.toJson())).as("the provider tells it again, as it was")
        .isInstanceOf(PaymentResult.Duplicate.class);
    assertThatThrownBy(() -> approvals.approve(asked.approval(), null, "li")).hasMessageContaining("was approved by li");
  }

  @Test void what_the_provider_said_it_is_can_not_be_edited_nor_an_amount_that_is_in_suspense() {
    ledger.intake.accept(Notices.forMeter("fixed", "M-9", 700).toJson());
    long id = ledger.number("SELECT id FROM failed_message WHERE reference = 'fixed'");
    String body = text(id);
    assertThatThrownBy(() -> edits.edit(id, 1, body.replace("fixed", "other"), "x", "wang"))
        .isInstanceOf(Rejected.class).hasMessageContaining("/transactionId");
    assertThatThrownBy(() -> edits.edit(id, 1, body.replace("700", "7000"), "x", "wang"))
        .isInstanceOf(Rejected.class).hasMessageContaining("in suspense");
    assertThatThrownBy(() -> edits.edit(id, 1, body, "x", "wang")).hasMessageContaining("changes nothing");
    assertThatThrownBy(() -> edits.edit(id, 2, body, "x", "wang")).hasMessageContaining("at version 1");
    assertThatThrownBy(() -> edits.edit(id, 1, body.replace("M-9", "M-1"), " ", "wang")).hasMessageContaining("reason");
  }

  @Test void an_edit_that_moves_no_money_is_the_new_version_at_once() {
    PaymentNotice notice = Notices.forMeter("late", "M-1", 300);
    long id = fail(notice);
    String body = new String(notice.toJson(), StandardCharsets.UTF_8);
    assertThat(edits.edit(id, 1, body.replace("03:59:58", "03:59:57"), "clock", "wang").version()).isEqualTo(2);
    assertThat(edits.versions(id).get(1).changes()).singleElement().extracting("path").isEqualTo("/paidAt");
    assertThat(accept(id)).isInstanceOf(PaymentResult.Posted.class);
    assertThat(ledger.intake.accept(notice.toJson())).isInstanceOf(PaymentResult.Duplicate.class);
  }

  /** Works until nothing is left; every fifth batch it dies with what it had, and starts again under its name. */
  private static Void hub(String name) {
    for (int batch = 0; ledger.number("SELECT COUNT(*) FROM replay_run WHERE state = 'running'") > 0; batch++) {
      List<ReplayItem> items = runs.claim(name, 5);
      for (ReplayItem item : items) {
        PaymentResult result = ledger.intake.accept(item.body());
        if (batch % 5 != 2) {
          runs.done(item, result.outcome());
        }
      }
      ledger.passTime(Duration.ofMillis(200));
    }
    return null;
  }

  private static Map<ReplayItem, String> drain() {
    Map<ReplayItem, String> sent = new HashMap<>();
    for (List<ReplayItem> some = runs.claim("hub-1", 200); !some.isEmpty(); some = runs.claim("hub-1", 200)) {
      for (ReplayItem item : new ArrayList<>(some)) {
        String result = ledger.intake.accept(item.body()).outcome();
        runs.done(item, result);
        sent.put(item, result);
      }
      ledger.passTime(Duration.ofSeconds(1));
    }
    return sent;
  }

  private static PaymentResult accept(long id) {
    return ledger.intake.accept(text(id).getBytes(StandardCharsets.UTF_8));
  }

  private static String text(long id) {
    return desk.get(id).orElseThrow().body();
  }

  private static long posted(PaymentNotice notice) {
    ledger.intake.accept(notice.toJson());
    return fail(notice);
  }

  private static long fail(PaymentNotice notice) {
    return fail(notice.toJson());
  }

  private static long fail(byte[] body) {
    return desk.park(new FailedMessage("payment-accept", "payment-post", null, "payment-accept", "application/json", Map.of(),
        body, new IllegalStateException("broken")));
  }
}
