package io.paywatt.ledger.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.command.NewCommand;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.failed.FailedMessage;
import io.paywatt.ledger.notice.NewNotice;
import io.paywatt.ledger.notice.NoticeDesk;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Makes command and notice rows of outbox rows, in their transaction. What can't be read goes to the desk. */
final class Expansion {
  private static final String ROUTE = "outbox-dispatch";

  private final CommandDesk commands;
  private final NoticeDesk notices;

  Expansion(CommandDesk commands, NoticeDesk notices) {
    this.commands = commands;
    this.notices = notices;
  }

  /** @return how many rows were marked done */
  int expand(Handle handle, List<OutboxRow> rows, Instant now) {
    if (rows.isEmpty()) {
      return 0;
    }
    List<NewCommand> newCommands = new ArrayList<>();
    List<NewNotice> newNotices = new ArrayList<>();
    for (OutboxRow row : rows) {
      try {
        if (row.kind().equals(Outbox.Kind.METER_COMMAND.word())) {
          newCommands.add(NewCommand.parse(row.id(), row.key(), row.payload(), row.createdAt(), now));
        } else {
          newNotices.add(NewNotice.parse(row.key(), row.payload()));
        }
      } catch (IllegalArgumentException e) {
        toDesk(handle, row, e, now);
      }
    }
    Map<String, OutboxRow> byKey = rows.stream().collect(Collectors.toMap(OutboxRow::key, Function.identity()));
    commands.enqueue(handle, newCommands, now).forEach(command -> toDesk(handle, byKey.get(command.key()),
        new IllegalArgumentException("meterId is " + command.meterId() + ", there is no such meter"), now));
    notices.enqueue(handle, newNotices, now).forEach(notice -> toDesk(handle, byKey.get(notice.key()),
        new IllegalArgumentException("accountId is " + notice.accountId() + ", there is no such account"), now));
    return markDone(handle, rows, now);
  }

  static int markDone(Handle handle, List<OutboxRow> rows, Instant now) {
    return handle.createUpdate("UPDATE outbox SET done_at = :now, attempts = attempts + 1 WHERE id IN (<ids>)")
        .bind("now", Store.utc(now)).bindList("ids", rows.stream().map(OutboxRow::id).toList()).execute();
  }

  static void toDesk(Handle handle, OutboxRow row, RuntimeException error, Instant now) {
    FailedDesk.add(handle, new FailedMessage(ROUTE, row.kind(), null, null, "application/json",
        Map.of("PayWattEffectKey", row.key()), row.payload().getBytes(StandardCharsets.UTF_8), error), now);
  }
}
