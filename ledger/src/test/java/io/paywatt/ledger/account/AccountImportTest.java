package io.paywatt.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import io.paywatt.ledger.TestLedger;
import io.paywatt.ledger.reading.MeterAddress;
import io.paywatt.ledger.reading.MeterAddresses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountImportTest {
  private static final String GOOD = "North,1-101,X-1,Li Lei,13800000001,zh-CN,XM-1,native,flat,10,0,1";
  private static final String WIRE = "site,room,account,holder,phone,locale,meter,make,tariff,opening_balance,register_wh,"
      + "multiplier,address,gateway\r\n";
  private static TestLedger ledger;

  @BeforeAll
  static void open() {
    ledger = TestLedger.open("account_import");
  }

  @AfterEach
  void the_books_are_right() {
    assertThat(ledger.books.problems()).isEmpty();
  }

  @Test
  void a_file_with_a_mark_in_front_and_columns_in_any_order_brings_in_everything() {
    ImportResult result = run("\uFEFFmeter,make,tariff,opening_balance,register_wh,multiplier,site,room,account,holder,phone,"
        + "locale\r\nM-1,native,flat,12.34,5000,2,北园,1-101,A-1,\"李雷, 先生\",+8613800000001,\r\n\r\n"
        + "M-2,dlt645,tiered,-0.5,0,,北园,1-101,A-2,韩梅,,en\r\nM-3,native,flat,,7,1,南园,1-101,A-3,Jim,13800000003,en\r\n");

    assertThat(result).isEqualTo(new ImportResult(3, 2, 2, 3, 3, 1184));
    assertThat(ledger.balance("A-1")).isEqualTo(1234);
    assertThat(ledger.balance("A-2")).isEqualTo(-50);
    assertThat(ledger.text("SELECT CONCAT_WS('|', holder, phone, locale, currency, tariff) FROM account WHERE number='A-1'"))
        .isEqualTo("李雷, 先生|+8613800000001|zh-CN|CNY|flat");
    assertThat(ledger.text("SELECT CONCAT_WS('|', m.multiplier, b.billed_register_wh, s.relay_wanted) FROM meter m"
        + " JOIN meter_billing b ON b.meter_id = m.id JOIN meter_state s ON s.meter_id = m.id WHERE m.serial = 'M-1'"))
        .isEqualTo("2|5000|closed");
    assertThat(ledger.number("SELECT COUNT(*) FROM journal_entry WHERE entry_key IN ('opening:A-1','opening:A-2',"
        + "'opening:A-3')")).isEqualTo(2);
    assertThat(ledger.text("SELECT CONCAT_WS('|', actor, action, subject) FROM audit ORDER BY id DESC LIMIT 1"))
        .isEqualTo("clerk|import|test.csv");
  }

  @Test
  void an_account_may_have_meters_of_several_utilities_with_a_tariff_for_each() {
    String header = TestLedger.HEADER.strip() + ",utility\n";
    run(header + "North,U,U-1,Li,,en,UM-1,native,flat,0,0,1,\nNorth,U,U-1,Li,,en,UM-2,native,water,,0,1,water\n");
    assertThat(ledger.text("SELECT GROUP_CONCAT(CONCAT(m.serial, '=', m.utility, '/', t.tariff) ORDER BY m.id) FROM meter m"
        + " JOIN account a ON a.id = m.account_id JOIN account_tariff t ON t.account_id = a.id AND t.utility = m.utility"
        + " WHERE a.number = 'U-1'")).isEqualTo("UM-1=electricity/flat,UM-2=water/water");
    assertThat(problems(header
        + "North,U,U-2,Li,,en,UM-3,native,flat,0,0,1,steam\nNorth,U,U-3,Li,,en,UM-4,native,flat,0,0,1,water\n"
        + "North,U,U-4,Li,,en,UM-5,native,flat,0,0,1,\nNorth,U,U-4,Li,,en,UM-6,native,tiered,,0,1,\n"))
        .containsExactly("test.csv:2: utility steam — allowed is empty, electricity, water, gas, heat",
            "test.csv:3: tariff flat — allowed is water",
            "test.csv:5: tariff tiered — account U-4 says otherwise on line 4, allowed is the same");
  }

  @Test
  void a_further_meter_joins_an_account_that_is_there_when_the_line_says_what_is_known_of_it() {
    String header = TestLedger.HEADER.strip() + ",utility\n";
    run(header + "North,V,V-1,Li,,en,VM-1,native,flat,5,0,1,\n");
    assertThat(problems(header + "South,V,V-1,Li,,en,VM-2,native,water,,0,1,water\n")).hasSize(1);
    assertThat(problems(header + "North,V,V-1,Li,,en,VM-2,native,water,1,0,1,water\n")).hasSize(1);
    assertThat(problems(header + "North,V,V-1,Li,,en,VM-2,native,tiered,,0,1,\n")).containsExactly("test.csv:2: account V-1 — is in"
        + " the database already; allowed is a new one, or a further meter with site North, room V, holder Li, tariff flat and no"
        + " opening values");
    assertThat(run(header + "North,V,V-1,Li,,en,VM-2,native,water,,77,1,water\nNorth,V,V-2,Wu,,en,VM-3,native,flat,2,0,1,\n"))
        .isEqualTo(new ImportResult(2, 0, 0, 1, 2, 200));
    assertThat(ledger.text("SELECT GROUP_CONCAT(CONCAT(m.serial, '=', m.utility, '/', t.tariff) ORDER BY m.id) FROM meter m"
        + " JOIN account a ON a.id = m.account_id JOIN account_tariff t ON t.account_id = a.id AND t.utility = m.utility"
        + " WHERE a.number = 'V-1'")).isEqualTo("VM-1=electricity/flat,VM-2=water/water");
    assertThat(ledger.balance("V-1")).isEqualTo(500);
  }

  @Test
  void a_meter_of_another_make_is_found_by_its_address_on_its_gateway() {
    run(WIRE + "North,9,W-1,Li,,en,W-1,dlt645,flat,,0,1,202311220001,dtu-7\r\nNorth,9,W-1,Li,,en,W-2,dlt645,flat,,0,1,,dtu-7\r\n"
        + "North,9,W-1,Li,,en,W-3,dlt645,flat,,0,1,,\r\n");
    assertThat(new MeterAddresses(ledger.store).all().stream().filter(meter -> meter.serial().startsWith("W-")))
        .containsExactly(new MeterAddress("W-1", "dlt645", "202311220001", "dtu-7"),
            new MeterAddress("W-2", "dlt645", "W-2", "dtu-7"), new MeterAddress("W-3", "dlt645", "W-3", null));
  }

  @Test
  void an_address_is_on_its_gateway_once() {
    run(WIRE + "North,9,W-4,Li,,en,W-4,dlt645,flat,,0,1,4,dtu-8\r\n");
    assertThat(catchThrowableOfType(ImportRejected.class, () -> run(WIRE
        + "North,9,W-5,Li,,en,W-5,dlt645,flat,,0,1,4,dtu-8\r\n")).problems()).containsExactly(
        "test.csv:2: address 4 — is in the database already on gateway dtu-8, allowed is a new one");
    assertThat(catchThrowableOfType(ImportRejected.class, () -> run(WIRE + "North,9,W-5,Li,,en,W-5,dlt645,flat,,0,1,5,dtu-8\r\n"
        + "North,9,W-5,Li,,en,W-6,dlt645,flat,,0,1,5,dtu-8\r\n")).problems()).containsExactly(
        "test.csv:3: address 5 on dtu-8 — is on line 2 already, allowed is once a gateway");
  }

  @ParameterizedTest
  @CsvSource({"20.01,ok", "20.00,low", "0.01,low", "0.00,exhausted", "-5.00,exhausted"})
  void an_opening_balance_stands_where_the_thresholds_say(String opening, String credit) {
    String number = "STANDS" + opening;
    ledger.importLines("Thresholds,1," + number + ",Li,,,M" + number + ",native,flat," + opening + ",0,1");
    assertThat(new Accounts(ledger.store).get(number).orElseThrow().credit()).isEqualTo(credit);
  }

  @Test
  void an_account_on_two_lines_has_two_meters_and_one_balance() {
    ImportResult result = run(TestLedger.HEADER + "Yard,2-101,B-1,Ann,,en,BM-1,native,flat,10,0,1\n"
        + "Yard,2-101,B-1,Ann,,en,BM-2,native,flat,10.00,0,1\nYard,2-101,B-1,Ann,,en,BM-3,native,flat,,0,1");
    assertThat(result).isEqualTo(new ImportResult(3, 1, 1, 1, 3, 1000));
    assertThat(ledger.balance("B-1")).isEqualTo(1000);
  }

  @Test
  void every_bad_line_is_named_with_column_value_and_what_is_allowed_and_nothing_is_imported() {
    List<String> problems = problems(TestLedger.HEADER
        + "North,1-101,,Li Lei,12-34,xx_YY,M/1,acme,none,1.234,-1,0\n"
        + GOOD + "\n"
        + ",1-101,X-2,,,,XM-2,native,flat,abc,1000000000,1.5\n"
        + "North,1-101,X-3\n");
    assertThat(problems).containsExactlyInAnyOrder(
        "test.csv:2: account (empty) — allowed is 1 to 64 letters, digits, '.', '_' and '-'",
        "test.csv:2: phone 12-34 — allowed is empty or 5 to 20 digits, + in front of a country code",
        "test.csv:2: locale xx_YY — allowed is empty or a language tag such as zh-CN or en",
        "test.csv:2: meter M/1 — allowed is 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-'",
        "test.csv:2: make acme — allowed is dlt645, native, sts",
        "test.csv:2: tariff none — allowed is flat, tiered",
        "test.csv:2: opening_balance 1.234 — allowed is empty or currency units with at most 2 decimals",
        "test.csv:2: register_wh -1 — allowed is a whole number from 0 to 999999999",
        "test.csv:2: multiplier 0 — allowed is a whole number from 1 to 1000000",
        "test.csv:4: site (empty) — allowed is 1 to 120 characters",
        "test.csv:4: holder (empty) — allowed is 1 to 120 characters",
        "test.csv:4: opening_balance abc — allowed is empty or currency units with at most 2 decimals",
        "test.csv:4: register_wh 1000000000 — allowed is a whole number from 0 to 999999999",
        "test.csv:4: multiplier 1.5 — allowed is a whole number from 1 to 1000000",
        "test.csv:5: line has 3 values — allowed are 12");
    assertThat(ledger.number("SELECT COUNT(*) FROM account WHERE number LIKE 'X-%'")).isZero();
  }

  @Test
  void doubles_and_contradictions_within_the_file_are_named() {
    assertThat(problems(TestLedger.HEADER + GOOD + "\n"
        + "North,1-101,X-2,Ann,,en,XM-1,native,flat,0,0,1\n"
        + "North,1-102,X-1,Li Lei,13800000001,zh-CN,XM-3,native,flat,0,0,1\n"
        + "North,1-101,X-1,Li Lei,13800000001,zh-CN,XM-4,native,flat,11,0,1\n")).containsExactly(
            "test.csv:3: meter XM-1 — is on line 2 already, allowed is once",
            "test.csv:4: room 1-102 — account X-1 says otherwise on line 2, allowed is the same",
            "test.csv:5: opening_balance 11 — account X-1 says otherwise on line 2, allowed is the same, empty or 0");
  }

  @Test
  void what_is_in_the_database_already_is_named_and_the_rest_stays_out() {
    run(TestLedger.HEADER + "North,3-1,C-1,Ann,,en,CM-1,native,flat,5,0,1");
    assertThat(problems(TestLedger.HEADER + "North,3-2,C-2,Bob,,en,CM-1,native,flat,5,0,1\n"
        + "North,3-1,C-1,Ann,,en,CM-3,native,flat,5,0,1")).containsExactly(
            "test.csv:3: account C-1 — is in the database already; allowed is a new one, or a further meter with site North, room 3-1,"
                + " holder Ann, tariff flat and no opening values",
            "test.csv:2: meter CM-1 — is in the database already, allowed is a new one");
    assertThat(ledger.number("SELECT COUNT(*) FROM account WHERE number = 'C-2'")).isZero();
    assertThat(ledger.balance("C-1")).isEqualTo(500);
  }

  @Test
  void a_wrong_header_names_each_column() {
    assertThat(problems("site,room,account,holdr,phone,locale,meter,make,tariff,opening_balance,register_wh,site\n" + GOOD))
        .anyMatch(it -> it.startsWith("test.csv:1: column holdr — allowed are exactly site,room,"))
        .anyMatch(it -> it.startsWith("test.csv:1: column holder — is missing"))
        .anyMatch(it -> it.startsWith("test.csv:1: column multiplier — is missing"))
        .anyMatch(it -> it.startsWith("test.csv:1: column site — is there twice"));
  }

  @Test
  void a_file_without_lines_or_with_a_quote_left_open_is_refused() {
    assertThat(problems("")).containsExactly("test.csv:1: file test.csv — allowed is a header and at least one line below it");
    assertThat(problems(TestLedger.HEADER)).hasSize(1);
    assertThat(problems(TestLedger.HEADER + GOOD + "\n\nNorth,\"1-1")).singleElement().asString().startsWith("test.csv:4: line");
  }

  @Test
  void bytes_that_are_not_utf8_are_named_by_line() throws Exception {
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    csv.write((TestLedger.HEADER + GOOD + "\n").getBytes(StandardCharsets.UTF_8));
    csv.write(GOOD.replace("North", "北园").getBytes("GBK"));
    assertThat(problems(csv.toByteArray())).containsExactly("test.csv:3: byte 0xb1 — allowed is UTF-8");
  }

  @Test
  void the_exception_says_how_many_and_the_first() {
    assertThatThrownBy(() -> run(TestLedger.HEADER + "a,b")).isInstanceOf(ImportRejected.class)
        .hasMessage("Nothing was imported, 1 to mend, first: test.csv:2: line has 2 values — allowed are 12");
  }

  @Test
  void twenty_thousand_lines_come_in_with_a_few_statements() {
    StringBuilder csv = new StringBuilder(TestLedger.HEADER);
    for (int i = 0; i < 20_000; i++) {
      csv.append("Big,R").append(i).append(",BIG-").append(i).append(",Holder ").append(i).append(",1380000")
          .append(1000 + i % 9000).append(",en,BIGM-").append(i).append(",native,flat,1.5,0,1\n");
    }
    assertThat(run(csv.toString())).isEqualTo(new ImportResult(20_000, 1, 20_000, 20_000, 20_000, 3_000_000));
  }

  private static ImportResult run(String csv) {
    return ledger.accountImport.importCsv("test.csv", csv.getBytes(StandardCharsets.UTF_8), "clerk");
  }

  private static List<String> problems(String csv) {
    return problems(csv.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> problems(byte[] csv) {
    return catchThrowableOfType(ImportRejected.class, () -> ledger.accountImport.importCsv("test.csv", csv, "clerk"))
        .problems();
  }
}
