package io.paywatt.ledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import io.paywatt.ledger.TestLedger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillsTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-21");
  private static final Instant AT = Instant.parse("2026-11-21T01:00:00Z");
  private static final String HEADER = "kind,transactionId,orderId,refundId,amount,currency,state,at";
  private static TestLedger ledger;
  private static Bills bills;
  @TempDir
  Path folder;

  @BeforeAll
  static void open() {
    ledger = TestLedger.open("settlement_bills");
    bills = new Bills(ledger.store);
  }

  @Test
  void a_bill_becomes_rows_with_a_header_that_proves_it() throws Exception {
    List<String> lines = List.of(TestDay.paid("t1", 5000, AT), TestDay.line("refund", "t1", "R1", 2000, "CNY", "done", AT),
        TestDay.line("payment", "t2", null, 70, "CNY", "failed", AT));
    Bill bill = bills.load("header", DAY, file(lines));
    assertThat(bill.lines()).isEqualTo(3);
    assertThat(bill.sha256()).hasSize(64);
    assertThat(ledger.text("SELECT totals FROM bill WHERE id = ?", bill.id()))
        .contains("\"sum\":5000", "\"sum\":2000").doesNotContain("70");
    assertThat(bills.find("header", DAY)).get().extracting(Bill::sha256).isEqualTo(bill.sha256());
  }

  @Test
  void the_same_bill_again_changes_nothing_and_another_takes_its_place_in_one_step() throws Exception {
    Bill first = bills.load("again", DAY, file(List.of(TestDay.paid("t1", 5000, AT))));
    Bill same = bills.load("again", DAY, file(List.of(TestDay.paid("t1", 5000, AT))));
    assertThat(same.id()).isEqualTo(first.id());
    assertThat(same.known()).isTrue();
    Bill other = bills.load("again", DAY, file(List.of(TestDay.paid("t1", 5000, AT), TestDay.paid("t2", 1, AT))));
    assertThat(bills.find("again", DAY)).get().extracting(Bill::id).isEqualTo(other.id());
    assertThat(ledger.text("SELECT GROUP_CONCAT(state ORDER BY id) FROM bill WHERE provider = 'again'"))
        .isEqualTo("replaced,current");
    assertThat(ledger.number("SELECT COUNT(*) FROM bill_line l JOIN bill b ON b.id = l.bill_id WHERE b.provider = 'again'"))
        .as("what was said before is kept").isEqualTo(3);
  }

  @Test
  void a_day_without_trades_is_a_bill_without_lines() {
    assertThat(bills.load("empty", DAY, null).lines()).isZero();
    assertThat(bills.load("empty", DAY, null).known()).isTrue();
  }

  @Test
  void a_bad_bill_names_every_bad_line_and_leaves_what_was_there() throws Exception {
    Bill before = bills.load("bad", DAY, file(List.of(TestDay.paid("t1", 5000, AT))));
    List<String> lines = new java.util.ArrayList<>(IntStream.range(0, 5000).mapToObj(i -> TestDay.paid("t" + i, 1, AT)).toList());
    lines.set(2500, "{\"kind\":\"payment\"");
    lines.set(4999, TestDay.paid("t", 0, AT));
    BillRejected rejected = catchThrowableOfType(BillRejected.class, () -> bills.load("bad", DAY, file(lines)));
    assertThat(rejected.wrong()).isEqualTo(2);
    assertThat(rejected.problems().get(0)).startsWith("line 2501: ");
    assertThat(rejected.problems().get(1)).startsWith("line 5000: amount is 0, allowed is a whole number of minor units");
    assertThat(bills.find("bad", DAY)).get().extracting(Bill::id).isEqualTo(before.id());
    assertThat(ledger.number("SELECT COUNT(*) FROM bill WHERE provider = 'bad'")).isEqualTo(1);
    assertThat(ledger.number("SELECT COUNT(*) FROM bill_line l JOIN bill b ON b.id = l.bill_id WHERE b.provider = 'bad'"))
        .isEqualTo(1);
  }

  @Test
  void a_statement_may_be_csv_with_its_columns_in_any_order() throws Exception {
    Path csv = Files.writeString(folder.resolve("s.csv"), "\uFEFFamount,kind,transactionId,orderId,refundId,currency,state,at\r\n"
        + "5000,payment,\"QHX7,B\",PW1,,KES,done,2026-11-21T09:00:00+03:00\r\n\r\n2000,refund,t1,,R1,KES,done,2026-11-21T09:00:00Z\r\n");
    Bill bill = bills.loadStatement("csv", DAY, csv, "wang");
    assertThat(bill.lines()).isEqualTo(2);
    assertThat(bill.source()).isEqualTo("statement");
    assertThat(ledger.text("SELECT CONCAT_WS('|', transaction_id, order_id, amount, currency, at) FROM bill_line"
        + " WHERE bill_id = ? AND line_no = 1", bill.id())).isEqualTo("QHX7,B|PW1|5000|KES|2026-11-21 06:00:00.000");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "payment,t1,,,50.00,CNY,done,2026-11-21T09:00:00Z | amount is 50.00, allowed is a whole number of minor units",
      "payment,t1,,,-1,CNY,done,2026-11-21T09:00:00Z | amount is -1",
      "payment,t1,,,1e2,CNY,done,2026-11-21T09:00:00Z | amount is 1e2",
      "payment,,,,1,CNY,done,2026-11-21T09:00:00Z | transactionId is missing",
      "topup,t1,,,1,CNY,done,2026-11-21T09:00:00Z | kind is topup, allowed is payment, refund",
      "payment,t1,,,1,XXX,done,2026-11-21T09:00:00Z | currency is XXX",
      "payment,t1,,,1,CNY,paid,2026-11-21T09:00:00Z | state is paid, allowed is done, processing, failed",
      "payment,t1,,,1,CNY,done,2026-11-21 | at is 2026-11-21",
      "payment,t1,,,1,CNY,done | it has 7 values, allowed are 8",
      "payment,\"t1,,,1,CNY,done,2026-11-21T09:00:00Z | it is payment"})
  void a_bad_value_is_named_with_what_is_allowed(String line, String problem) throws Exception {
    Path csv = Files.writeString(folder.resolve("bad.csv"), HEADER + "\n" + line + "\n");
    BillRejected rejected = catchThrowableOfType(BillRejected.class, () -> bills.loadStatement("values", DAY, csv, "wang"));
    assertThat(rejected.problems().get(0)).startsWith("line 2: " + problem);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{\"kind\":\"payment\",\"kind\":\"refund\"} | it is no JSON object",
      "{\"kind\":\"payment\",\"fee\":3} | fee is there",
      "{\"amount\":50.0} | amount is 50.0",
      "{\"amount\":\"50\"} | amount is \"50\"",
      "[] | the file begins with []",
      "<xml/> | the file begins with <xml/>"})
  void bad_json_is_named(String line, String problem) throws Exception {
    Path file = Files.writeString(folder.resolve("bad.ndjson"), line + "\n");
    BillRejected rejected = catchThrowableOfType(BillRejected.class, () -> bills.load("json", DAY, file));
    assertThat(rejected.problems().get(0)).startsWith("line 1: " + problem);
  }

  private Path file(List<String> lines) throws Exception {
    return Files.write(Files.createTempFile(folder, "bill", ".ndjson"), lines);
  }
}
