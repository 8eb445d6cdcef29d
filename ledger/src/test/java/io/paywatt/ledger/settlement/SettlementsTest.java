package io.paywatt.ledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.user.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SettlementsTest {
  private static final String DAY = "2026-11-21";
  private static final String NEXT = "2026-11-22";
  private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
  private static TestDay house;
  private static SettlementReports reports;

  @BeforeAll
  static void open() {
    house = new TestDay("settlements");
    reports = new SettlementReports(house.ledger.store);
  }

  @AfterEach
  void operations_as_before() {
    house.operations.addAll(List.of("query", "bill"));
  }

  @Test
  void a_day_that_agrees_has_no_differences_and_nobody_is_told() {
    house.pay("agree", "a1", house.meter(), 5000, NOON);
    house.metersAnswer();
    ControlTotals totals = house.settle("agree", DAY, List.of(TestDay.paid("a1", 5000, NOON)));
    assertThat(totals.tiesOut()).isTrue();
    assertThat(totals.lines()).singleElement().satisfies(line -> {
      assertThat(line.bill()).isEqualTo(new ControlTotals.Sum(1, 5000)).isEqualTo(line.ledger());
      assertThat(line.difference()).isZero();
    });
    assertThat(totals.meters()).isEqualTo(new ControlTotals.Meters(1, 1, 0));
    assertThat(house.differences("agree")).isEmpty();
    assertThat(notice("agree")).isZero();
  }

  @Test
  void administrators_hear_once_a_day_of_what_a_person_has_to_look_at() {
    house.pay("told", "t1", house.meter(), 5000, NOON);
    house.metersAnswer();
    house.settle("told", DAY, List.of(TestDay.paid("t1", 5001, NOON)));
    house.settle("told", DAY, List.of(TestDay.paid("t1", 5002, NOON)));
    assertThat(notice("told")).isEqualTo(1);
    assertThat(house.ledger.text("SELECT payload FROM outbox WHERE effect_key = 'settlement:told:2026-11-21'"))
        .contains("\"open\":1", "金额不符 1", "1 another amount");
    house.metersAnswer();
    assertThat(house.ledger.text("SELECT text FROM notice WHERE kind = 'settlement-differences' AND text LIKE '%told%'"))
        .contains("told 2026-11-21: 1 difference needs a person");
  }

  @Test
  void a_posting_that_is_not_what_the_payment_says_does_not_tie_out() {
    house.pay("broken", "b1", house.meter(), 5000, NOON);
    house.metersAnswer();
    // as if somebody had written past the ledger: payment and bill agree, the clearing account does not
    house.sql("UPDATE payment SET amount = 4000 WHERE provider_transaction_id = 'b1'");
    ControlTotals totals = house.settle("broken", DAY, List.of(TestDay.paid("b1", 4000, NOON)));
    assertThat(totals.tiesOut()).isFalse();
    assertThat(totals.lines().get(0).unexplained()).isEqualTo(-1000);
    assertThat(notice("broken")).isEqualTo(1);
  }

  @Test
  void what_a_person_closed_stays_closed_until_a_side_says_something_else() {
    house.settle("closed", DAY, List.of(TestDay.line("refund", "c1", "R9", 70, "CNY", "done", NOON)));
    long id = house.ledger.number("SELECT id FROM settlement_difference WHERE provider = 'closed'");
    assertThatThrownBy(() -> reports.resolve(id, " ", "wang")).isInstanceOf(Rejected.class).hasMessageContaining("reason");
    DifferenceView view = reports.resolve(id, "refunded in the portal", "wang");
    assertThat(view.resolution().by()).isEqualTo("wang");
    assertThatThrownBy(() -> reports.resolve(id, "again", "wang")).hasMessageContaining("closed already");
    assertThat(house.ledger.text("SELECT CONCAT(actor, ' ', action) FROM audit WHERE subject = ?", "difference:" + id))
        .isEqualTo("wang difference-resolve");

    house.settlements.compare("closed", DAY);
    assertThat(house.differences("closed").values()).containsExactly("resolved person");
    house.settle("closed", DAY, List.of(TestDay.line("refund", "c1", "R9", 90, "CNY", "done", NOON)));
    assertThat(house.differences("closed").values()).containsExactly("open person");
  }

  @Test
  void a_payment_only_the_provider_knows_is_asked_about_or_handed_to_a_person_when_it_can_not_be() {
    house.settle("asked", DAY, List.of(TestDay.paid("q1", 900, NOON)));
    assertThat(house.claims).filteredOn(claim -> claim.contains("\"asked\"")).singleElement().asString()
        .contains("\"transactionId\":\"q1\"", "\"amount\":900", "\"source\":\"bill\"");
    house.operations.remove("query");
    house.settle("mute", DAY, List.of(TestDay.paid("q1", 900, NOON)));
    assertThat(house.differences("mute").values()).containsExactly("open person");
  }

  @Test
  void a_statement_confirms_what_was_claimed() throws Exception {
    house.operations.clear();
    house.claimed.add("QHX1 5000 KES");
    Path csv = Files.writeString(Files.createTempFile("statement", ".csv"), String.join(",", BillLine.FIELDS)
        + "\npayment,QHX1,,,5000,KES,done,2026-11-21T09:00:00+03:00\npayment,QHX2,,,10,KES,done,2026-11-21T09:00:00+03:00\n");
    Bill bill = house.settlements.importStatement("far", DAY, csv, "wang");
    assertThat(bill.lines()).isEqualTo(2);
    assertThat(house.differences("far")).isEqualTo(Map.of("theirs-only payment:QHX1 2026-11-21", "waiting ask-provider",
        "theirs-only payment:QHX2 2026-11-21", "open person"));
    assertThat(house.ledger.text("SELECT from_at FROM settlement WHERE provider = 'far'")).as("Nairobi is UTC+3")
        .startsWith("2026-11-20 21:00:00");
    assertThat(house.ledger.number("SELECT COUNT(*) FROM audit WHERE action = 'bill-import' AND actor = 'wang'")).isEqualTo(1);
  }

  @Test
  void a_meter_that_did_not_take_the_credit_is_told_its_balance_then_a_person_looks() {
    String meter = house.meter();
    long payment = house.pay("meter", "m1", meter, 5000, NOON);
    house.metersAnswer();
    house.sql("UPDATE command SET state = 'failed' WHERE command_key = ?", "credit:payment:" + payment);
    house.operations.remove("bill");
    house.settlements.compare("meter", DAY);
    assertThat(house.differences("meter").values()).containsExactly("waiting tell-meter");
    house.settlements.compare("meter", DAY);
    assertThat(house.ledger.number("SELECT COUNT(*) FROM command c JOIN meter m ON m.id = c.meter_id WHERE m.serial = ?"
        + " AND c.kind = 'balance'", meter)).as("told once").isEqualTo(1);
    house.settlements.compare("meter", NEXT);
    assertThat(house.differences("meter").values()).as("told just now").containsExactly("waiting tell-meter");
    house.ledger.passTime(Duration.ofHours(7));
    house.settlements.compare("meter", NEXT);
    assertThat(house.differences("meter").values()).containsExactly("open person");
  }

  @Test
  void a_command_on_its_way_is_waited_for() {
    house.pay("offline", "o1", house.meter(), 5000, NOON);
    house.settlements.compare("offline", DAY);
    house.settlements.compare("offline", NEXT);
    assertThat(house.differences("offline").values()).containsExactly("waiting wait-meter");
    house.metersAnswer();
    house.settlements.compare("offline", NEXT);
    assertThat(house.differences("offline").values()).containsExactly("resolved meter-told");
  }

  @Test
  void days_are_opened_once_handed_to_one_node_and_tried_again_until_the_bill_is_there() {
    TestDay alone = new TestDay("settlement_schedule");
    assertThat(alone.settlements.open()).isEqualTo(1);
    assertThat(alone.settlements.open()).isZero();
    List<SettlementTask> due = alone.settlements.claimDue(10);
    assertThat(due).containsExactly(new SettlementTask("wechat", NEXT, true));
    assertThat(alone.settlements.claimDue(10)).as("another node").isEmpty();
    alone.settlements.notYet("wechat", NEXT, "no bill before 10:00");
    assertThat(new SettlementReports(alone.ledger.store).get("wechat", NEXT).trouble()).isEqualTo("no bill before 10:00");
    alone.ledger.passTime(Duration.ofMinutes(31));
    assertThat(alone.settlements.claimDue(10)).hasSize(1);
    alone.settlements.settle("wechat", NEXT, null);
    alone.ledger.passTime(Duration.ofMinutes(31));
    assertThat(alone.settlements.claimDue(10)).isEmpty();
    alone.ledger.passTime(Duration.ofDays(3));
    assertThat(alone.settlements.open()).as("days of a stand-still").isEqualTo(3);
    assertThat(alone.settlements.claimDue(10)).extracting(SettlementTask::date)
        .containsExactly("2026-11-23", "2026-11-24", "2026-11-25");
  }

  @Test
  void a_bill_that_does_not_come_is_an_item_on_the_desk_once() {
    house.settlements.request("late", DAY);
    for (int i = 0; i < 30; i++) {
      house.settlements.claimDue(100);
      house.settlements.notYet("late", DAY, "no answer");
      house.ledger.passTime(Duration.ofMinutes(31));
    }
    assertThat(house.ledger.number("SELECT COUNT(*) FROM failed_message WHERE route_id = 'settlement-run'")).isEqualTo(1);
  }

  @Test
  void a_wrong_provider_or_day_is_refused() {
    assertThatThrownBy(() -> house.settlements.compare("../x", DAY)).hasMessageContaining("provider is ../x");
    assertThatThrownBy(() -> house.settlements.compare("wechat", "2027-01-01")).hasMessageContaining("date is 2027-01-01");
    assertThatThrownBy(() -> house.settlements.compare("wechat", "yesterday")).hasMessageContaining("allowed is a day");
  }

  @Test
  void the_table_of_differences_can_not_run_formulas_and_says_what_to_do_in_both_languages() throws Exception {
    house.settle("table", DAY, List.of(TestDay.line("refund", "=HYPERLINK(1)", "+R", 70, "CNY", "done", NOON)));
    StringWriter csv = new StringWriter();
    reports.csv("table", DAY, null, null, Scope.EVERY, csv);
    assertThat(csv.toString()).startsWith("\uFEFFid,provider,date,class,").contains(",'=HYPERLINK(1),", ",'+R,",
        "渠道账单有退款，我方没有", "refund in the provider's bill that we did not make");
    assertThat(reports.differences("table", DAY, null, null, 1, null, Scope.EVERY).next()).isNull();
    assertThat(reports.list(null, LocalDate.parse(DAY), LocalDate.parse(NEXT))).extracting(SettlementView::provider)
        .contains("table");
    SettlementView view = reports.get("table", DAY);
    assertThat(view.open()).isEqualTo(1);
    assertThat(view.classes()).singleElement().satisfies(it -> assertThat(it.theirs()).isEqualTo(70));
    assertThat(view.totals().path("tiesOut").asBoolean()).isTrue();
  }

  private static long notice(String provider) {
    return house.ledger.number("SELECT COUNT(*) FROM outbox WHERE effect_key = ?", "settlement:" + provider + ":" + DAY);
  }
}
