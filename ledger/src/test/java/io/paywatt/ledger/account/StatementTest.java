package io.paywatt.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.TestLedger;
import io.paywatt.ledger.store.Page;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StatementTest {
  private static final Instant FROM = TestLedger.NOW.minusSeconds(1);
  private static final Instant TO = TestLedger.NOW.plusSeconds(100_000);
  private static TestLedger ledger;
  private static Statement statement;

  @BeforeAll
  static void open() {
    ledger = TestLedger.open("statement");
    statement = new Statement(ledger.store);
    ledger.importLines("North,1,A-1,Ann,,en,M-1,native,flat,10,0,1", "North,2,A-2,Bob,,en,M-2,native,flat,0,0,1");
    ledger.passTime(Duration.ofHours(1));
    TestCharges.post(ledger, "A-1", "M-1", "consumption:1", 3, Duration.ofHours(-1), Duration.ZERO);
    ledger.passTime(Duration.ofHours(1));
    TestCharges.post(ledger, "A-1", "M-1", "consumption:2", 4, Duration.ZERO, Duration.ofHours(1));
    TestCharges.post(ledger, "A-2", "M-2", "consumption:3", 9, Duration.ZERO, Duration.ofHours(1));
  }

  @Test
  void every_entry_is_a_line_with_the_balance_after_it() throws Exception {
    List<StatementLine> lines = statement.page("A-1", FROM, TO, 100, null).items();
    assertThat(lines).extracting(StatementLine::kind).containsExactly("opening", "consumption", "consumption");
    assertThat(lines).extracting(StatementLine::amount).containsExactly(1000L, -300L, -400L);
    assertThat(lines).extracting(StatementLine::balanceExact).containsExactly("10", "7", "3");
    assertThat(new ObjectMapper().writeValueAsString(lines.get(1))).isEqualTo("{\"at\":\"2026-11-23T05:00:00Z\","
        + "\"kind\":\"consumption\",\"reference\":\"consumption:1\",\"amount\":-300,\"amountExact\":\"-3\",\"balance\":700,"
        + "\"balanceExact\":\"7\",\"currency\":\"CNY\",\"charge\":{\"meter\":\"M-1\",\"from\":\"2026-11-23T03:00:00Z\","
        + "\"to\":\"2026-11-23T04:00:00Z\",\"energyWh\":6000,\"tariff\":\"flat\",\"validFrom\":\"2026-01-01\",\"tier\":1,"
        + "\"pricePerKwh\":\"0.5\",\"utility\":\"electricity\",\"quantity\":\"6\",\"unit\":\"kWh\",\"price\":\"0.5\",\"kind\":\"energy\"}}");
  }

  @Test
  void an_interval_starts_with_the_balance_of_what_was_before() {
    List<StatementLine> lines = statement.page("A-1", TestLedger.NOW.plusSeconds(3601), TO, 100, null).items();
    assertThat(lines).singleElement().returns("3", StatementLine::balanceExact);
  }

  @Test
  void pages_join_without_gap_or_double() {
    List<String> seen = new ArrayList<>();
    String after = null;
    do {
      Page<StatementLine> page = statement.page("A-1", FROM, TO, 1, after);
      page.items().forEach(it -> seen.add(it.reference() + "=" + it.balanceExact()));
      after = page.next();
    } while (after != null);
    assertThat(seen).containsExactly("opening:A-1=10", "consumption:1=7", "consumption:2=3");
  }

  @Test
  void the_csv_says_the_same() throws Exception {
    StringBuilder csv = new StringBuilder();
    statement.csv("A-2", FROM, TO, csv);
    assertThat(csv.toString()).isEqualTo("at,kind,reference,amount,balance,currency,meter,from,to,energy_wh,tariff,"
        + "valid_from,tier,period,price_per_kwh,utility,quantity,unit,price,charge,item\r\n2026-11-23T06:00:00Z,consumption,consumption:3,-9,-9,CNY,M-2,"
        + "2026-11-23T04:00:00Z,2026-11-23T05:00:00Z,18000,flat,2026-01-01,1,,0.5,electricity,18,kWh,0.5,energy,\r\n");
  }

  @Test
  void a_wrong_question_is_refused() {
    assertThatThrownBy(() -> statement.page("A-9", FROM, TO, 10, null)).isInstanceOf(Rejected.class)
        .hasMessageContaining("A-9 is not known");
    assertThatThrownBy(() -> statement.page("A-1", TO, FROM, 10, null)).hasMessageContaining("from before to");
    assertThatThrownBy(() -> statement.page("A-1", FROM, TO, 1001, null)).hasMessageContaining("1 to 1000");
  }

  @Test
  void exact_amounts_have_no_needless_zeros() {
    assertThat(Exact.of(-1_234_567_890L)).isEqualTo("-1.23456789");
    assertThat(Exact.of(0)).isEqualTo("0");
    assertThat(Exact.of(100_000_000_000L)).isEqualTo("100");
    assertThat(Exact.perUnit(488_300_000)).isEqualTo("0.4883");
  }
}
