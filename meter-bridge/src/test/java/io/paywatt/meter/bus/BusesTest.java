package io.paywatt.meter.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import io.paywatt.ledger.command.BusKeeper;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.ledger.reading.MeterAddress;
import io.paywatt.meter.codec.EncodedCommand;
import io.paywatt.meter.codec.Trials;
import org.junit.jupiter.api.Test;

class BusesTest {
  private static final MeterAddress FIRST = new MeterAddress("M-1", "x", "1", "7");
  private static final MeterAddress SECOND = new MeterAddress("M-2", "x", "2", "7");

  private Instant now = Trials.NOW;
  private final Buses buses = new Buses(new Clock() {
    @Override public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override public Instant instant() {
      return now;
    }
  });

  @Test
  void one_request_is_on_the_bus_at_a_time_and_commands_go_before_reads() {
    assertThat(buses.submit(read(FIRST, 1))).isNotNull();
    assertThat(buses.submit(read(FIRST, 2))).isNull();
    assertThat(buses.submit(command(SECOND, 3))).isNull();
    assertThat(buses.due(100)).isEmpty();
    buses.answered("7");
    assertThat(sent()).containsExactly(3);
    buses.answered("7");
    assertThat(sent()).containsExactly(2);
  }

  @Test
  void buses_of_different_gateways_do_not_wait_for_each_other() {
    assertThat(buses.submit(read(FIRST, 1))).isNotNull();
    assertThat(buses.submit(read(new MeterAddress("M-9", "x", "1", "8"), 1))).isNotNull();
  }

  @Test
  void gateways_take_turns_when_there_is_more_than_can_be_sent() {
    for (int gateway = 1; gateway <= 3; gateway++) {
      MeterAddress meter = new MeterAddress("M", "x", "1", "g" + gateway);
      buses.submit(read(meter, gateway));
      buses.answered("g" + gateway);
      buses.submitFirst(read(meter, gateway));
    }
    assertThat(buses.due(2)).extracting(message -> (int) message.payload()[0]).containsExactly(1, 2);
    buses.answered("g1");
    buses.submitFirst(read(new MeterAddress("M", "x", "1", "g1"), 1));
    assertThat(buses.due(1)).extracting(message -> (int) message.payload()[0]).containsExactly(3);
  }

  @Test
  void a_read_is_tried_three_times_and_a_silent_meter_does_not_hold_up_its_neighbours() {
    buses.submit(read(FIRST, 1));
    buses.submit(read(FIRST, 2));
    buses.submit(read(SECOND, 3));
    after(8);
    assertThat(sent()).containsExactly(1);
    after(8);
    assertThat(sent()).containsExactly(1);
    after(8);
    assertThat(sent()).as("the bus is left quiet for a late answer").isEmpty();
    after(1);
    assertThat(sent()).as("the other questions to the silent meter are dropped").containsExactly(3);
  }

  @Test
  void a_command_is_sent_once_and_its_repetition_by_the_desk_is_not_queued_twice() {
    buses.submit(command(FIRST, 1));
    assertThat(buses.submit(command(FIRST, 1))).isNull();
    after(8);
    assertThat(sent()).isEmpty();
    after(1);
    assertThat(sent()).isEmpty();
    assertThat(buses.submit(command(FIRST, 1))).as("the desk asks again").isNotNull();
  }

  @Test
  void a_command_whose_time_is_over_is_not_sent() {
    buses.submit(read(SECOND, 1));
    buses.submit(command(FIRST, 2));
    now = now.plus(Duration.ofMinutes(5));
    buses.answered("7");
    assertThat(sent()).isEmpty();
  }

  @Test
  void a_node_that_loses_the_buses_forgets_what_waits_and_sends_nothing() {
    AtomicBoolean ours = new AtomicBoolean(true);
    BusKeeper alone = BusKeeper.alone();
    Buses buses = new Buses(Clock.fixed(now, ZoneOffset.UTC), new BusKeeper() {
      @Override public boolean isOurs() {
        return ours.get();
      }

      @Override public void ask(Duty duty) {
        alone.ask(duty);
      }

      @Override public boolean takeAsked(Duty duty) {
        return alone.takeAsked(duty);
      }
    });
    buses.submit(read(FIRST, 1));
    buses.submit(read(FIRST, 2));
    ours.set(false);
    assertThat(buses.due(100)).isEmpty();
    assertThat(buses.submit(command(SECOND, 3))).isNull();
    buses.submitFirst(read(FIRST, 4));
    ours.set(true);
    assertThat(buses.due(100)).isEmpty();
    assertThat(buses.outstanding("7")).isEmpty();
  }

  private void after(int seconds) {
    now = now.plusSeconds(seconds);
  }

  private List<Integer> sent() {
    return buses.due(100).stream().map(message -> (int) message.payload()[0]).toList();
  }

  private static BusRequest read(MeterAddress meter, int number) {
    return BusRequest.read(meter, message(number), new byte[] {(byte) number}, null);
  }

  private static BusRequest command(MeterAddress meter, int number) {
    return BusRequest.action(meter, message(number), new byte[] {(byte) number},
        new OutgoingCommand("c-" + number, meter.serial(), "x", "relay", "{}", Trials.NOW.plusSeconds(120)));
  }

  private static EncodedCommand message(int number) {
    return new EncodedCommand("down", new byte[] {(byte) number}, null, null, 8, "x", false);
  }
}
