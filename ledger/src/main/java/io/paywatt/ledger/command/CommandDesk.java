package io.paywatt.ledger.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * The life of a command: queued, sent, accepted, proven; or refused, failed or expired. One is in flight a meter, and of all
 * hub nodes one sends to the meters that share a bus.
 */
public final class CommandDesk {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Store store;
  private final CommandRules rules;
  private final BusKeeper buses;
  private final CommandClaims claims;
  private final CommandWaker waker;
  private final CommandEnds ends;

  /** With {@link CommandRules#standard()}, of the only hub node. */
  public CommandDesk(Store store) {
    this(store, CommandRules.standard(), BusKeeper.alone());
  }

  public CommandDesk(Store store, CommandRules rules, BusKeeper buses) {
    this.store = store;
    this.rules = rules;
    this.buses = buses;
    this.claims = new CommandClaims(rules);
    this.waker = new CommandWaker(rules);
    this.ends = new CommandEnds(waker);
  }

  /**
   * Queues a command in the running transaction; the same key again changes nothing.
   *
   * @param bodyJson JSON object as published, without id and kind
   * @throws IllegalArgumentException for an unknown kind or meter
   */
  public void enqueue(Handle handle, String key, long meterId, String kind, String bodyJson, Instant expiresAt,
      Instant now) {
    var command = new NewCommand(key, meterId, kind, bodyJson, null, now, expiresAt);
    if (!enqueue(handle, List.of(command), now).isEmpty()) {
      throw new IllegalArgumentException("meterId is " + meterId + ", there is no such meter");
    }
  }

  /** Queues many at once. @return those whose meter is unknown: they were not queued */
  public List<NewCommand> enqueue(Handle handle, List<NewCommand> commands, Instant now) {
    return CommandQueue.add(handle, commands, now);
  }

  /**
   * Takes commands to be sent now: the next of each meter that has none in flight, and those that got no answer in
   * time, under the id they had. Other hub nodes do not get the same ones, and only one of them those for meters on a bus.
   */
  public List<OutgoingCommand> claimDue(int max) {
    boolean withBuses = buses.isOurs();
    return store.inTransaction(handle -> claims.claim(handle, max, withBuses, store.now()));
  }

  /** The broker has not taken it: it is tried again after the back-off. */
  public void notSent(String id, String why) {
    // due_at stands as the claim set it: that is the back-off
    store.inTransaction(handle -> handle
        .createUpdate("UPDATE command SET reason = :why WHERE id = :id AND state = 'sent'")
        .bind("why", CommandEnds.cut(why, 500)).bind("id", id).execute());
  }

  /**
   * It can't be made for that meter: what staff asked for ends as refused; a credit or a relay that is wanted is tried again
   * as in {@link #notSent}, since somebody may mend what is wrong.
   */
  public void impossible(String id, String why) {
    if (Set.of("credit", "relay").contains(get(id).kind())) {
      notSent(id, why);
    } else {
      store.inTransaction(handle -> {
        ends.end(handle, id, "refused", why, store.now());
        return null;
      });
    }
  }

  /**
   * Ends claimed commands that their meters have no use for, such as a credit for a meter that keeps no balance: the ledger
   * has it already.
   *
   * @param why in words for staff
   */
  public void unneeded(List<OutgoingCommand> commands, String why) {
    if (!commands.isEmpty()) {
      store.inTransaction(handle -> {
        ends.unneeded(handle, commands.stream().map(OutgoingCommand::id).toList(), why, store.now());
        return null;
      });
    }
  }

  /** Answers of meters. A late, doubled or unknown one only tells where the meter stands. */
  public void reply(List<CommandReply> replies) {
    store.inTransaction(handle -> {
      ends.reply(handle, replies, store.now());
      return null;
    });
  }

  /**
   * Ends a command whose meter can't answer, in the running transaction; an ended one changes nothing.
   *
   * @param result done, refused or failed; a credit that was not done goes to the desk
   */
  public void end(Handle handle, String id, String result, String why, Instant now) {
    ends.end(handle, id, result, why, now);
  }

  /** Ends the commands whose time is over. A credit that did not reach its meter goes to the desk. @return how many */
  public int expire() {
    int all = 0;
    int slice;
    do {
      slice = store.inTransaction(handle -> ends.expire(handle, store.now()));
      all += slice;
    } while (CommandEnds.isFullSlice(slice));
    return all;
  }

  /**
   * These meters just said something, so they can hear: commands that wait for an answer are sent again at once, and a
   * relay that is not where it should be is commanded again.
   */
  public void metersSpoke(Handle handle, Collection<Long> meterIds, Instant now) {
    waker.spoke(handle, meterIds, false, now);
  }

  /** As {@link #metersSpoke}, of meters that came just now: what was sent shortly before was not heard. */
  public void metersCame(Handle handle, Collection<Long> meterIds, Instant now) {
    waker.spoke(handle, meterIds, true, now);
  }

  /**
   * Staff asks a meter for something: {@code read {}}, {@code relay {"relay":"open"|"closed"}}, {@code balance {}} (the
   * ledger's balance is filled in), {@code price {"price":"0.6000"}} (currency units a kWh, at most six decimals),
   * {@code display {"text":"..."}}; of a DL/T 645 meter {@code read {"item":"00900200"}} and
   * {@code write {"item":"04001001","value":"20.00"}}. Each may have {@code validFrom} and {@code validUntil} (RFC 3339): it is sent within
   * that time only, at most 30 days ahead.
   *
   * @param bodyJson JSON object, or null or empty for {@code {}}
   * @param actor    who asks, for the audit
   * @throws Rejected 404 for an unknown meter, 422 for a kind or body that is not as above
   */
  public CommandView request(String serial, String kind, String bodyJson, String actor) {
    return store.inTransaction(
        handle -> CommandRequests.request(handle, serial, kind, bodyJson, actor, rules, store.now()));
  }

  /**
   * Tells a meter the balance of the ledger, in the running transaction; the same key again changes nothing.
   *
   * @param key says what for, once for ever
   */
  public void syncBalance(Handle handle, long meterId, String key, Instant now) {
    CommandRequests.syncBalance(handle, meterId, key, now, now.plus(rules.requestExpiry()));
  }

  /**
   * Makes up for a credit that its meter did not take: the meter is told the balance of the ledger, which is right
   * whether or not the credit arrived after all. For a meter that takes tokens the same token is asked for again.
   *
   * @param deskBody body of the desk item, JSON with {@code meter}
   * @throws Rejected 422 when it can't be read, 404 for an unknown meter
   */
  public CommandView retry(byte[] deskBody) {
    Instant now = store.now();
    String again = FailedCredit.commandOf(deskBody);
    boolean queued = again != null && store.inTransaction(handle -> isToken(handle, again)
        && CommandQueue.again(handle, again, now.plus(rules.tokenLife()), now));
    return queued ? get(again) : request(FailedCredit.meterOf(deskBody), "balance", null, "replay");
  }

  private static boolean isToken(Handle handle, String id) {
    return handle.createQuery("SELECT m.make FROM command c JOIN meter m ON m.id = c.meter_id WHERE c.id = :id")
        .bind("id", id).mapTo(String.class).findOne().filter(NewCommand.TAKES_TOKENS::equals).isPresent();
  }

  /** As {@link #get(String)}. @throws Rejected 404 when the meter has none of that id */
  public CommandView get(String serial, String id) {
    CommandView view = get(id);
    if (!view.meter().equals(serial)) {
      throw new Rejected(404, "Meter '" + serial + "' has no command '" + id + "'");
    }
    return view;
  }

  /** Waits on the calling thread until the meter has answered or the time is over. @return the command as it is then */
  public CommandView await(String id, Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    CommandView view = get(id);
    while (view.waitsForAnswer() && System.nanoTime() < end) {
      LockSupport.parkNanos(POLL.toNanos());
      view = get(id);
    }
    return view;
  }

  /** @throws Rejected 404 when there is none */
  public CommandView get(String id) {
    return store.read(handle -> CommandReads.get(handle, id));
  }

  /** The newest commands of a meter first. @throws Rejected 404 for an unknown meter */
  public List<CommandView> list(String serial, int limit) {
    return store.read(handle -> CommandRequests.list(handle, serial, limit));
  }
}
