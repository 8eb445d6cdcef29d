package io.paywatt.ledger.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import io.paywatt.ledger.MeteringHouse.Home;
import io.paywatt.ledger.store.Store;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutagesTest {
  private static AnomalyHouse house;
  private final List<Home> homes = new ArrayList<>();

  @BeforeAll static void open() {
    house = new AnomalyHouse("outages");
  }

  @BeforeEach void ten_homes_of_one_site() {
    house.clear();
    for (int i = 0; i < 10; i++) {
      homes.add(house.house.home("flat", 0));
    }
  }

  private List<String> site() {
    return house.house.texts("SELECT CONCAT(state, ' ', FLOOR(worst)) FROM anomaly WHERE kind = 'site-outage' ORDER BY id");
  }

  private List<String> notices() {
    return house.house.texts("SELECT JSON_VALUE(payload, '$.kind') FROM outbox WHERE done_at IS NULL ORDER BY id");
  }

  @Test void many_last_wills_together_are_one_outage_of_the_site_that_ends_when_most_are_back() {
    house.online(true, homes);
    house.online(false, homes.subList(0, 3));
    house.pass(Duration.ofSeconds(30));
    house.online(false, homes.subList(3, 4));
    assertThat(site()).isEmpty();
    house.online(false, homes.subList(4, 9));
    house.online(false, homes.subList(0, 9));
    assertThat(site()).containsExactly("open 9");
    assertThat(notices()).containsExactly("alert-site-outage");
    house.pass(Duration.ofMinutes(20));
    house.online(true, homes.subList(0, 7));
    assertThat(site()).containsExactly("open 9");
    house.online(true, homes.subList(7, 8));
    assertThat(site()).containsExactly("closed 9");
    assertThat(notices()).containsExactly("alert-site-outage", "alert-site-restored");
  }

  @Test void residents_hear_of_an_outage_and_of_its_end_where_the_rule_says_so(@TempDir Path folder) throws IOException {
    Path rules = folder.resolve("anomalies.yaml");
    Files.writeString(rules, Files.readString(AnomalyHouse.RULES).replace("residents: no", "residents: yes"));
    Outages outages = new Outages(house.house.store, AnomalyRules.load(rules));
    List<Long> meters = homes.stream().map(Home::meterId).toList();
    meters.forEach(meter -> house.house.sql("UPDATE meter_state SET offline_at = ? WHERE meter_id = ?",
        Store.utc(house.now()), meter));
    outages.left(meters);
    house.house.sql("UPDATE meter_state SET offline_at = NULL");
    outages.came(meters);
    assertThat(notices()).hasSize(22).contains("alert-site-outage", "alert-site-restored")
        .filteredOn(kind -> kind.startsWith("outage")).hasSize(20).filteredOn("outage-over"::equals).hasSize(10);
  }

  @Test void meters_that_go_one_after_the_other_are_no_outage() {
    for (Home home : homes) {
      house.online(false, List.of(home));
      house.pass(Duration.ofSeconds(30));
    }
    assertThat(site()).isEmpty();
  }

  @Test void what_single_meters_say_of_the_outage_becomes_part_of_it_and_is_not_told_besides() {
    homes.subList(0, 4).forEach(home -> house.event(home, "power-failure"));
    assertThat(notices()).hasSize(4).containsOnly("alert-power-failure");
    assertThat(house.house.number("SELECT COUNT(*) FROM outbox WHERE due_at > created_at")).as("told later").isEqualTo(4);
    house.online(false, homes);
    house.event(homes.get(7), "power-failure");
    assertThat(notices()).containsExactly("alert-site-outage");
    assertThat(house.house.number("SELECT COUNT(*) FROM anomaly WHERE kind = 'power-failure' AND outage_id IS NOT NULL"))
        .isEqualTo(5);
    house.event(homes.get(7), "power-restored");
    house.online(true, homes);
    assertThat(notices()).containsExactly("alert-site-outage", "alert-site-restored");
  }

  @Test void power_that_fails_at_one_meter_is_told_after_the_time_in_which_it_could_be_an_outage() {
    house.event(homes.get(0), "power-failure");
    house.pass(Duration.ofMinutes(30));
    house.event(homes.get(0), "power-restored");
    assertThat(notices()).containsExactly("alert-power-failure", "alert-power-restored");
  }
}
