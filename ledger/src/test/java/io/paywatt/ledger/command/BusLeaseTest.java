package io.paywatt.ledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.command.BusKeeper.Duty;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BusLeaseTest {
  private static final int METERS = 12;
  private static final int OF_THEIR_OWN = 2;

  private static EffectsHouse house;

  private final BusLease first = new BusLease(house.store, "hub-1");
  private final BusLease second = new BusLease(house.store, "hub-2");

  /** All but the first two meters hang on one gateway. */
  @BeforeAll
  static void open() {
    house = EffectsHouse.open("bus_lease");
    for (long id = 1; id <= METERS; id++) {
      house.room(id, "en", null);
    }
    house.sql("INSERT INTO meter_address (meter_id, address, gateway) SELECT id, serial, IF(id <= ?, NULL, 'dtu-7') FROM meter",
        OF_THEIR_OWN);
  }

  /** Nobody has the bus, and a command waits for each meter. */
  @BeforeEach
  void clear() {
    house.sql("UPDATE bus_lease SET until = UTC_TIMESTAMP(3)");
    house.sql("DELETE FROM command");
    for (long id = 1; id <= METERS; id++) {
      house.enqueue("k" + id, id, "read", "{}");
    }
  }

  @Test
  void of_two_hubs_that_claim_at_once_one_sends_to_the_meters_that_share_a_bus() throws Exception {
    List<CommandDesk> hubs = List.of(desk(first), desk(second));
    AtomicInteger left = new AtomicInteger(METERS);
    List<List<OutgoingCommand>> claimed = atOnce(() -> claims(hubs.get(0), left), () -> claims(hubs.get(1), left));
    assertThat(claimed.stream().filter(BusLeaseTest::hasBus)).as("hubs that send on the bus").hasSize(1);
    assertThat(claimed.stream().flatMap(List::stream)).extracting(OutgoingCommand::serial).hasSize(METERS)
        .doesNotHaveDuplicates();
  }

  @Test
  void a_hub_without_the_bus_sends_to_all_others_and_nothing_again_to_a_meter_on_the_bus() {
    assertThat(first.isOurs()).isTrue();
    assertThat(claims(desk(second))).hasSize(OF_THEIR_OWN).noneMatch(BusLeaseTest::onBus);
    assertThat(desk(first).claimDue(100)).hasSize(METERS - OF_THEIR_OWN).allMatch(BusLeaseTest::onBus);
    house.passTime(Duration.ofMinutes(1));
    assertThat(claims(desk(second))).as("without an answer").hasSize(OF_THEIR_OWN).noneMatch(BusLeaseTest::onBus);
  }

  @Test
  void the_bus_of_a_hub_that_died_goes_to_another_and_what_had_no_answer_is_sent_by_that_one() {
    assertThat(claims(desk(first))).hasSize(METERS);
    assertThat(second.isOurs()).isFalse();
    // as after the lease's time; waiting for it would cost the test 20 s
    house.sql("UPDATE bus_lease SET until = UTC_TIMESTAMP(3)");
    await().atMost(Duration.ofSeconds(60)).until(new BusLease(house.store, "hub-2")::isOurs);
    assertThat(new BusLease(house.store, "hub-1").isOurs()).as("the one that died, started again").isFalse();
    house.passTime(Duration.ofMinutes(1));
    assertThat(claims(desk(new BusLease(house.store, "hub-2")))).hasSize(METERS);
  }

  @Test
  void a_hub_that_is_started_again_under_its_name_goes_on_at_once() {
    assertThat(first.isOurs()).isTrue();
    assertThat(new BusLease(house.store, "hub-1").isOurs()).isTrue();
  }

  @Test
  void the_schedule_fires_on_any_hub_and_the_one_with_the_bus_does_it_once() {
    assertThat(first.isOurs()).isTrue();
    assertThat(first.takeAsked(Duty.POLL)).as("what was before it looked").isFalse();
    second.ask(Duty.POLL);
    await().atMost(Duration.ofSeconds(60)).until(() -> first.takeAsked(Duty.POLL));
    assertThat(first.takeAsked(Duty.POLL)).isFalse();
    assertThat(first.takeAsked(Duty.CLOCK)).isFalse();
  }

  private CommandDesk desk(BusKeeper buses) {
    return new CommandDesk(house.store, CommandRules.standard(), buses);
  }

  private static List<OutgoingCommand> claims(CommandDesk hub) {
    List<OutgoingCommand> all = new ArrayList<>();
    for (List<OutgoingCommand> more = hub.claimDue(3); !more.isEmpty(); more = hub.claimDue(3)) {
      all.addAll(more);
    }
    return all;
  }

  /** Until none is left: a hub whose meters the other one is just looking at claims nothing for a moment. */
  private static List<OutgoingCommand> claims(CommandDesk hub, AtomicInteger left) {
    List<OutgoingCommand> all = new ArrayList<>();
    await().atMost(Duration.ofSeconds(60)).until(() -> {
      List<OutgoingCommand> more = hub.claimDue(3);
      all.addAll(more);
      return left.addAndGet(-more.size()) <= 0;
    });
    return all;
  }

  private static List<List<OutgoingCommand>> atOnce(Callable<List<OutgoingCommand>> one, Callable<List<OutgoingCommand>> other)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      var first = threads.submit(one);
      var second = threads.submit(other);
      return List.of(first.get(), second.get());
    } finally {
      threads.shutdown();
    }
  }

  private static boolean hasBus(List<OutgoingCommand> commands) {
    return commands.stream().anyMatch(BusLeaseTest::onBus);
  }

  private static boolean onBus(OutgoingCommand command) {
    return Stream.of("M1", "M2").noneMatch(command.serial()::equals);
  }
}
