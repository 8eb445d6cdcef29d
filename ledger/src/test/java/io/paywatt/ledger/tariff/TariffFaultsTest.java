package io.paywatt.ledger.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines are counted from the head, which has three. */
class TariffFaultsTest {
  private static final String VERSION = "versions:\n  - validFrom: 2020-01-01\n";

  private static List<String> faults(String text) {
    List<String> faults = new ArrayList<>();
    TariffFile.parse("t.yaml", "code: t\nname: {zh: 电价, en: Price}\ncurrency: CNY\n" + text, TestTariffs.ZONE, faults);
    return faults.stream().map(fault -> fault.substring("t.yaml:".length())).toList();
  }

  private static List<String> version(String fields) {
    return faults(VERSION + fields.indent(4));
  }

  @Test
  void an_unknown_key_says_what_was_probably_meant() {
    assertThat(version("pricePerKwh: 1")).containsExactlyInAnyOrder("5: pricePerKWh is missing", "6: unknown key 'pricePerKwh',"
        + " allowed are validFrom, pricePerKWh, validTo, seasons, tiers, timeOfUse, registers, reprice, free, charges,"
        + " discounts, fees, minimumBill, taxes, rebates, vend; did you mean pricePerKWh?");
    assertThat(faults("utility: water\n" + VERSION + "    pricePerKWh: 1\n")).hasSize(2)
        .anyMatch(fault -> fault.endsWith("did you mean pricePerM3?") || fault.contains("pricePerM3"));
  }

  @Test
  void a_text_with_a_comma_that_became_two_keys_is_told() {
    List<String> faults = new ArrayList<>();
    TariffFile.parse("t.yaml", "code: t\nname: {zh: 电价, en: Home, tiers}\ncurrency: CNY\nversions: [{validFrom: 2020-01-01,"
        + " pricePerKWh: 1}]\n", TestTariffs.ZONE, faults);
    assertThat(faults).containsExactly("t.yaml:2: unknown key 'tiers', allowed are zh, en; a text that has a comma needs quotes");
  }

  @Test
  void wrong_values_of_the_head_are_told() {
    assertThat(faults("""
        utility: steam
        zone: Asia/Nowhere
        holds: coins
        rounding: {total: {unit: 0, mode: nearest}}
        billing: {day: 31}
        calendar: no-such-calendar
        versions: [{validFrom: 2020-01-01, pricePerKWh: 1}]
        """)).satisfiesExactlyInAnyOrder(
        fault -> assertThat(fault).isEqualTo("4: utility is 'steam', allowed are electricity, water, gas, heat"),
        fault -> assertThat(fault).isEqualTo("5: zone is 'Asia/Nowhere', a time zone such as Africa/Nairobi is expected"),
        fault -> assertThat(fault).isEqualTo("6: holds is 'coins', allowed are energy, money"),
        fault -> assertThat(fault).isEqualTo("7: unit has to be more than 0"),
        fault -> assertThat(fault).isEqualTo("7: mode is 'nearest', allowed are down, half-even, half-up, up"),
        fault -> assertThat(fault).isEqualTo("8: day is '31', a whole number from 1 to 28 is expected"),
        fault -> assertThat(fault).startsWith("9: calendar 'no-such-calendar' needs the file"));
  }

  @Test
  void seasons_cover_the_year_exactly() {
    String seasons = "seasons:\n  - {season: a, from: \"%s\", to: \"%s\"}\n  - {season: b, from: \"07-01\", to: \"12-31\"}\npricePerKWh: 1";
    assertThat(version(seasons.formatted("01-01", "06-30"))).isEmpty();
    assertThat(version(seasons.formatted("01-02", "06-30"))).containsExactly("7: no season covers 01-01");
    assertThat(version(seasons.formatted("01-01", "07-01"))).containsExactly("7: two seasons cover 07-01");
    assertThat(version(seasons.formatted("02-29", "06-30")))
        .containsExactly("7: a season can't begin on 29 February, which most years don't have");
    assertThat(version(seasons.formatted("13-01", "06-30")))
        .containsExactly("7: from is '13-01', a day of the year such as 07-01 is expected");
  }

  @Test
  void schedules_cover_every_day_once() {
    String schedule = """
        timeOfUse:
          - {days: [%s], windows: [{period: a, from: "00:00", to: "24:00"}]}
          - {days: [%s], windows: [{period: b, from: "00:00", to: "24:00"}]}
        pricePerKWh: {a: 1, b: 2}
        """;
    assertThat(version(schedule.formatted("weekday", "weekend, holiday"))).isEmpty();
    assertThat(version(schedule.formatted("mon", "tue, wed, thu, sat, sun"))).containsExactly("7: no schedule is for fri");
    assertThat(version(schedule.formatted("weekday", "weekend, mon"))).containsExactly("8: two schedules are for mon");
    assertThat(version(schedule.formatted("weekday", "weekend, feast"))).containsExactly("8: days has 'feast', allowed are all,"
        + " weekday, weekend, holiday, mon, tue, wed, thu, fri, sat, sun and the words of the calendar");
  }

  @Test
  void tiers_have_to_rise_and_to_fit_their_period() {
    assertThat(version("tiers: {period: month, upTo: [10, 5]}\npricePerKWh: 1"))
        .containsExactly("6: upTo is 5, each limit has to be more than the one before");
    assertThat(version("tiers: {period: year, every: 2, upTo: [10]}\npricePerKWh: 1"))
        .containsExactly("6: every needs period: month");
    assertThat(version("tiers: {period: season, upTo: [10]}\npricePerKWh: 1")).containsExactly("6: period: season needs seasons");
    assertThat(version("tiers: {period: month, upTo: [10], counts: purchase}\npricePerKWh: 1"))
        .containsExactly("6: counts: purchase needs holds: energy");
    assertThat(version("tiers: {period: month, upTo: [10], byPeople: [{from: 5, upTo: [1, 2]}]}\npricePerKWh: 1"))
        .containsExactly("6: 2 limit(s) given, the tiers have 1");
    assertThat(version("tiers: {period: month, upTo: [10], slabs: {wholeAbove: 9}}\npricePerKWh: 1"))
        .containsExactly("6: wholeAbove has to be one of the limits of upTo");
    assertThat(version("tiers: {period: month, upTo: [10.0001]}\npricePerKWh: 1")).contains(
        "6: upTo is '10.0001', kWh with at most three decimals are expected");
  }

  @Test
  void prices_have_to_fit_seasons_periods_and_tiers() {
    assertThat(version("tiers: {period: month, upTo: [10]}\npricePerKWh: [1, 2, 3]"))
        .containsExactly("7: 3 price(s) given, 2 tier(s) need 2");
    assertThat(version("tiers: {period: month, upTo: [10], surchargePerKWh: [0, 1]}\npricePerKWh: [1, 2]"))
        .containsExactly("7: 2 prices given, with surcharges by tier one is expected");
    assertThat(version("seasons: [{season: a, from: \"01-01\", to: \"12-31\"}]\npricePerKWh: {a: 1, c: 2}"))
        .containsExactly("7: unknown key 'c', allowed are a");
    assertThat(version("reprice: [{above: 5, pricePerKWh: 1}]\npricePerKWh: 1"))
        .containsExactly("6: reprice needs tiers, which say when energy starts to count again");
  }

  @Test
  void a_charge_has_one_amount_and_a_name_of_its_own() {
    assertThat(version("charges: [{name: a, per: month}, {name: b, per: week, amount: 1}, {name: b, per: day, amount: x}]\n"
        + "pricePerKWh: 1")).containsExactly("6: one of amount, byUse and byLoad is expected",
        "6: per is 'week', allowed are day, month, vend",
        "6: name 'b' is already that of another charge, discount, fee or tax",
        "6: amount is 'x', currency units with at most six decimals are expected");
    assertThat(version("taxes: [{name: energy, percent: 1}]\npricePerKWh: 1"))
        .containsExactly("6: name 'energy' is a word of the format; call it otherwise");
  }

  @Test
  void a_tax_names_what_comes_before_it() {
    assertThat(version("taxes: [{name: vat, percent: 15, on: [energy, levy]}, {name: levy, percent: 1}]\npricePerKWh: 1"))
        .containsExactly("6: on has 'levy', which is not known or comes later; known here are energy, fixed, discounts, fees, taxes");
    assertThat(version("charges: [{name: standing, per: day, amount: 1}]\ntaxes: [{name: vat, percent: 15, on: [standin]}]\n"
        + "pricePerKWh: 1")).singleElement().asString().endsWith("did you mean standing?");
    assertThat(version("taxes: [{name: vat}, {name: duty, percent: 1, perKWh: 2}, {name: gst, percent: 15.000000001}]\npricePerKWh: 1"))
        .containsExactly("6: one of percent and perKWh is expected", "6: one of percent and perKWh is expected",
            "6: percent is '15.000000001', a percentage with at most eight decimals is expected");
  }

  @Test
  void an_amount_is_for_discounts_and_rebates_and_a_share_of_the_total_is_less_than_all_of_it() {
    assertThat(version("fees: [{name: fund, amount: 1}]\npricePerKWh: 1")).containsExactly("6: one of percent and perKWh is expected");
    assertThat(version("rebates: [{name: relief}]\npricePerKWh: 1"))
        .containsExactly("6: one of percent and perKWh and amount is expected");
    assertThat(version("taxes: [{name: icms, percent: 100, ofTotal: true}]\npricePerKWh: 1"))
        .containsExactly("6: ofTotal needs a percent below 100, and no inside");
  }

  @Test
  void values_by_date_begin_with_the_version_and_end_before_the_next_one() {
    String fuel = "versions:\n  - {validFrom: 2026-01-01, pricePerKWh: 1, fees: [{name: fuel, perKWh: {%s}}]}\n"
        + "  - {validFrom: 2027-01-01, pricePerKWh: 1}\n";
    assertThat(faults(fuel.formatted("2026-01-01: 1, 2026-02-01: 2"))).isEmpty();
    assertThat(faults(fuel.formatted("2026-02-01: 2")))
        .containsExactly("5: there is no value for 2026-01-01, when the version begins");
    assertThat(faults(fuel.formatted("2026-01-01: 1, 2027-02-01: 2")))
        .containsExactly("5: a value changes on 2027-02-01, when a later version is in force");
    assertThat(faults(fuel.formatted("2026-01-01: 1, feb: 2")))
        .containsExactly("5: key is 'feb', a date such as 2026-07-01 is expected");
  }

  @Test
  void versions_leave_no_gap() {
    String versions = "versions:\n  - {validFrom: 2020-01-01, validTo: %s, pricePerKWh: 1}\n  - {validFrom: 2021-01-01, pricePerKWh: 2}\n";
    assertThat(faults(versions.formatted("2020-12-31"))).isEmpty();
    assertThat(faults(versions.formatted("2020-12-30"))).containsExactly("5: validTo is 2020-12-30, but the next version is"
        + " valid from 2021-01-01; leave validTo out or make it the day before");
    assertThat(faults(versions.formatted("2019-12-31"))).containsExactly("5: validTo is 2019-12-31, before validFrom 2020-01-01");
  }

  @Test
  void a_misspelt_key_of_a_window_or_season_is_told_and_no_more() {
    assertThat(version("timeOfUse: [{perod: a, from: \"00:00\", to: \"24:00\"}]\npricePerKWh: {a: 1}")).containsExactlyInAnyOrder(
        "6: period is missing", "6: unknown key 'perod', allowed are period, from, to; did you mean period?");
    assertThat(version("seasons: [{season: a, from: \"01-01\", till: \"12-31\"}]\npricePerKWh: 1")).hasSize(2);
  }

  @Test
  void bought_energy_has_no_time_of_use() {
    assertThat(faults("holds: energy\n" + VERSION + "    timeOfUse: [{period: a, from: \"00:00\", to: \"24:00\"}]\n"
        + "    pricePerKWh: {a: 1}\n")).containsExactly(
        "7: with holds: energy a kWh has its price when it is bought; leave timeOfUse out");
  }

  @Test
  void dates_of_a_calendar_come_once() {
    assertThat(faults("calendar: {days: [{date: 2026-01-01, to: 2026-01-03, as: holiday}, {date: 2026-01-02, as: sun},"
        + " {date: 2026-02-02, to: 2026-02-01, as: sun}]}\n" + VERSION + "    pricePerKWh: 1\n")).containsExactly(
        "4: 2026-01-02 is given twice", "4: to is 2026-02-01, a day from 2026-02-02 on, at most 400 later, is expected");
  }
}
