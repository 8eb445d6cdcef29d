package io.paywatt.ledger.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import io.paywatt.ledger.MeteringHouse.Home;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Through the intake and the database, whatever the meter says. */
class AnomalyProperties {
  private static final AnomalyHouse HOUSE = new AnomalyHouse("anomaly_properties");
  private static final String[] SAID = {"", "cover-open", "over-voltage", "power-failure", "power-restored"};

  @Property(tries = 50)
  void at_most_one_is_open_a_meter_and_kind_and_each_is_told_once(
      @ForAll @Size(max = 12) List<@IntRange(min = 170, max = 270) Integer> volts,
      @ForAll @Size(min = 12, max = 12) List<@IntRange(max = 4) Integer> events) {
    Home home = HOUSE.house.home("flat", 0);
    for (int i = 0; i < volts.size(); i++) {
      HOUSE.pass(Duration.ofMinutes(2));
      HOUSE.volts(home, volts.get(i).toString());
      if (!SAID[events.get(i)].isEmpty()) {
        HOUSE.event(home, SAID[events.get(i)]);
      }
    }
    assertThat(HOUSE.house.number("SELECT COALESCE(MAX(n), 0) FROM (SELECT COUNT(*) AS n FROM anomaly WHERE meter_id = ?"
        + " AND state = 'open' GROUP BY kind) k", home.meterId())).isLessThanOrEqualTo(1);
    assertThat(HOUSE.told(home).stream().filter(kind -> !kind.equals("alert-power-restored")).count())
        .isEqualTo(HOUSE.house.number("SELECT COUNT(*) FROM anomaly WHERE meter_id = ?", home.meterId()));
  }
}
