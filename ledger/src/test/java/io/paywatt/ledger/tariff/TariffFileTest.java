package io.paywatt.ledger.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TariffFileTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @TempDir Path dir;

  private static final String HEAD = """
      code: t
      name: {zh: 电价, en: Price}
      currency: CNY
      versions:
      """;

  private List<String> faults(String text) throws IOException {
    Path file = Files.writeString(dir.resolve("t.yaml"), text);
    try {
      TariffBook.check(dir, ZONE);
      return List.of();
    } catch (TariffRejected e) {
      assertThat(e.faults()).allMatch(fault -> fault.startsWith(file.toString() + ":"));
      return e.faults().stream().map(fault -> fault.substring(file.toString().length() + 1)).toList();
    }
  }

  @Test
  void the_tariffs_that_ship_are_right() {
    TariffBook book = TariffBook.check(Path.of("../config/tariffs"), ZONE);
    assertThat(book.codes()).containsExactlyInAnyOrder("flat", "tiered-tou");
    assertThat(book.version("flat", LocalDate.of(2026, 11, 23)).orElseThrow()
        .pricePico(LocalDate.of(2026, 11, 23), null, 1)).isEqualTo(600_000_000);
    TariffVersion tou = book.version("tiered-tou", LocalDate.of(2026, 11, 23)).orElseThrow();
    assertThat(tou.pricePico(LocalDate.of(2026, 11, 23), "valley", 3)).isEqualTo(588_000_000);
    assertThat(tou.tiers().limits().get(0)).containsExactly(2_760_000L, 4_800_000L);
  }

  @Test
  void before_the_first_version_there_is_none() {
    assertThat(TariffBook.check(Path.of("../config/tariffs"), ZONE).version("flat", LocalDate.of(2019, 12, 31))).isEmpty();
  }

  @Test
  void every_fault_of_a_file_is_named_with_its_line() throws IOException {
    assertThat(faults("""
        code: Flat Price
        name: {zh: 电价}
        currency: YUAN
        extra: 1
        versions:
          - validFrom: 2020-13-01
            pricePerKWh: "0.6000000001"
        """)).containsExactlyInAnyOrder(
        "4: unknown key 'extra', allowed are code, name, currency, versions, utility, zone, holds, rounding,"
            + " billing, calendar",
        "1: code is 'Flat Price', allowed are small letters, digits and '-', at most 64",
        "2: en is missing",
        "3: currency is 'YUAN', an ISO 4217 code such as CNY is expected",
        "6: validFrom is '2020-13-01', a date such as 2026-07-01 is expected");
  }

  @Test
  void a_price_has_at_most_nine_decimals() throws IOException {
    assertThat(faults(HEAD + "  - {validFrom: 2020-01-01, pricePerKWh: 0.6000000001}\n"))
        .containsExactly("5: price is '0.6000000001', allowed is 0 to 9999.999999999 with at most nine decimals");
    assertThat(faults(HEAD + "  - {validFrom: 2020-01-01, pricePerKWh: -1}\n")).hasSize(1);
    assertThat(faults(HEAD + "  - {validFrom: 2020-01-01, pricePerKWh: 1e2}\n")).hasSize(1);
  }

  @Test
  void a_file_that_is_no_yaml_names_the_line() throws IOException {
    assertThat(faults(HEAD + "\t- validFrom: 2020-01-01\n")).hasSize(1).first().asString().startsWith("5: ");
    assertThat(faults("")).containsExactly("1: the file is empty");
    assertThat(faults("just text")).first().asString().startsWith("1: a mapping");
  }

  @Test
  void windows_with_a_gap_or_an_overlap_are_refused() throws IOException {
    String tou = HEAD + """
          - validFrom: 2020-01-01
            timeOfUse:
              - {period: peak, from: "08:00", to: "%s"}
              - {period: valley, from: "22:00", to: "08:00"}
            pricePerKWh: {peak: "0.5", valley: "0.3"}
        """.indent(2).replaceAll("(?m)^  ", "");
    assertThat(faults(tou.formatted("22:00"))).isEmpty();
    assertThat(faults(tou.formatted("21:30"))).containsExactly("7: no window covers 21:30 to 22:00");
    assertThat(faults(tou.formatted("22:30"))).containsExactly("8: the window overlaps another one from 22:00");
    assertThat(faults(tou.formatted("8pm"))).containsExactly("7: time is '8pm', 00:00 to 24:00 is expected");
  }

  @Test
  void prices_have_to_fit_tiers_and_periods() throws IOException {
    assertThat(faults(HEAD + "  - {validFrom: 2020-01-01, tiers: {period: year, upTo: [10, 5]}, pricePerKWh: [1, 2]}\n"))
        .containsExactlyInAnyOrder("5: upTo is 5, each limit has to be more than the one before",
            "5: 2 price(s) given, 3 tier(s) need 3");
    assertThat(faults(HEAD + "  - {validFrom: 2020-01-01, pricePerKWh: {peak: 1}}\n"))
        .containsExactly("5: prices by period need timeOfUse");
    assertThat(faults(HEAD + "  - {validFrom: 2020-01-01, timeOfUse: [{period: all, from: '00:00', to: '24:00'}],"
        + " pricePerKWh: {day: 1}}\n")).containsExactlyInAnyOrder("5: unknown key 'day', allowed are all",
            "5: all is missing");
  }

  @Test
  void another_tier_period_starts_where_a_period_starts() throws IOException {
    String text = HEAD + "  - {validFrom: 2020-01-01, tiers: {period: month, upTo: [10]}, pricePerKWh: [1, 2]}\n"
        + "  - {validFrom: 2021-02-01, tiers: {period: year, upTo: [10]}, pricePerKWh: [1, 2]}\n";
    assertThat(faults(text)).containsExactly(
        "6: the tier period changes, so validFrom has to be the first day of a year, it is 2021-02-01");
    assertThat(faults(text.replace("2021-02-01", "2021-01-01"))).isEmpty();
  }

  @Test
  void a_code_is_used_by_one_file_and_a_date_by_one_version() throws IOException {
    String text = HEAD + "  - {validFrom: 2020-01-01, pricePerKWh: 1}\n";
    assertThat(faults(text + "  - {validFrom: 2020-01-01, pricePerKWh: 2}\n"))
        .containsExactly("6: two versions are valid from 2020-01-01");
    Files.writeString(dir.resolve("u.yaml"), text);
    Files.writeString(dir.resolve("t.yaml"), text);
    assertThatThrownBy(() -> TariffBook.check(dir, ZONE)).isInstanceOf(TariffRejected.class)
        .hasMessageContaining("u.yaml:1: code 't' is also used by");
  }

  @Test
  void a_directory_without_tariffs_is_refused() {
    assertThatThrownBy(() -> TariffBook.check(dir, ZONE)).hasMessageContaining("holds no tariff file");
    assertThatThrownBy(() -> TariffBook.check(dir.resolve("missing"), ZONE)).hasMessageContaining("can't be read");
  }
}
