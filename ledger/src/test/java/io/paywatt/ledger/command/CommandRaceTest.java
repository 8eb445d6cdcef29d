package io.paywatt.ledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import io.paywatt.ledger.EffectsHouse;
import org.junit.jupiter.api.Test;

class CommandRaceTest {
  private static final int METERS = 20;
  private static final int EACH = 8;
  private static final int THREADS = 8;

  @Test void eight_hubs_claiming_at_once_send_each_command_once_and_one_at_a_time_to_a_meter() throws Exception {
    EffectsHouse house = EffectsHouse.open("command_race");
    for (long id = 1; id <= METERS; id++) {
      house.room(id, "en", null);
    }
    for (int i = 0; i < METERS * EACH; i++) {
      house.enqueue("k" + i, 1 + i % METERS, "read", "{}");
    }
    var claimed = new ConcurrentLinkedQueue<OutgoingCommand>();
    for (int round = 0; round < EACH; round++) {
      List<OutgoingCommand> inFlight = claimOnAllThreads(house);
      assertThat(inFlight).as("round %d", round).extracting(OutgoingCommand::serial).doesNotHaveDuplicates();
      claimed.addAll(inFlight);
      house.commands.reply(inFlight.stream()
          .map(c -> new CommandReply(c.serial(), c.id(), "done", null, null, null, null, "{}")).toList());
    }
    assertThat(claimed).extracting(OutgoingCommand::id).doesNotHaveDuplicates().hasSize(METERS * EACH);
    assertThat(house.number("SELECT COUNT(*) FROM command WHERE state = 'accepted' AND attempts = 1"))
        .isEqualTo(METERS * EACH);
  }

  /** Until every meter has one in flight. */
  private static List<OutgoingCommand> claimOnAllThreads(EffectsHouse house) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      Callable<List<OutgoingCommand>> claim = () -> {
        List<OutgoingCommand> mine = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
          mine.addAll(house.commands.claimDue(7));
        }
        return mine;
      };
      List<OutgoingCommand> all = new ArrayList<>();
      for (Future<List<OutgoingCommand>> future : threads.invokeAll(Collections.nCopies(THREADS, claim))) {
        all.addAll(future.get());
      }
      for (List<OutgoingCommand> more = house.commands.claimDue(100); !more.isEmpty();
          more = house.commands.claimDue(100)) {
        all.addAll(more);
      }
      assertThat(all.stream().map(OutgoingCommand::serial).collect(Collectors.toSet())).hasSize(METERS);
      return all;
    } finally {
      threads.shutdown();
    }
  }
}
