package io.paywatt.ledger.reading;

import static io.paywatt.ledger.MeteringHouse.reading;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import io.paywatt.ledger.MeteringHouse;
import io.paywatt.ledger.command.CommandDesk;
import org.junit.jupiter.api.Test;

class ReadingPartitionsTest {
  @Test
  void the_coming_months_have_a_partition_each_and_keep_their_readings() {
    MeteringHouse house = new MeteringHouse("reading_partitions");
    var home = house.home("flat", 0);
    ReadingIntake intake = new ReadingIntake(house.store, new CommandDesk(house.store),
        ReadingRules.defaults(MeteringHouse.ZONE));
    intake.store(List.of(reading(home, house.store.now(), 1)));
    new ReadingPartitions(house.store).ensure();
    new ReadingPartitions(house.store).ensure();
    String names = "SELECT PARTITION_NAME FROM information_schema.PARTITIONS WHERE TABLE_SCHEMA = DATABASE()"
        + " AND TABLE_NAME = 'reading' ORDER BY PARTITION_ORDINAL_POSITION";
    assertThat(house.texts(names)).containsExactly("p_before", "p_2026_11", "p_2026_12", "p_2027_01", "p_2027_02", "p_coming");
    house.clock.set(Instant.parse("2027-01-02T00:00:00Z"));
    new ReadingPartitions(house.store).ensure();
    assertThat(house.texts(names)).contains("p_2027_02", "p_2027_03", "p_2027_04").hasSize(8);
    assertThat(house.number("SELECT COUNT(*) FROM reading PARTITION (p_2026_11)")).isEqualTo(1);
  }
}
