package io.paywatt.ledger.outbox;

import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.notice.NoticeDesk;
import io.paywatt.ledger.store.Store;

/** Turns outbox rows into commands and notices. */
public final class OutboxDesk {
  private final Store store;
  private final CommandDesk commands;
  private final NoticeDesk notices;

  public OutboxDesk(Store store, CommandDesk commands, NoticeDesk notices) {
    this.store = store;
    this.commands = commands;
    this.notices = notices;
  }

  /** Expands due rows, at most 200, each in the transaction that marks it done. @return how many rows were done */
  public int dispatch() {
    return 0;
  }

  /** Deletes rows done more than 7 days ago. @return how many */
  public int purge() {
    return 0;
  }
}
