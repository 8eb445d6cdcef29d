package io.paywatt.ledger.command;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** The life of a command: queued, sent, then done, refused, failed or expired. One is in flight a meter. */
public final class CommandDesk {
  private final Store store;
  private final CommandRules rules;

  /** With {@link CommandRules#standard()}. */
  public CommandDesk(Store store) {
    this(store, CommandRules.standard());
  }

  public CommandDesk(Store store, CommandRules rules) {
    this.store = store;
    this.rules = rules;
  }

  /**
   * Queues a command in the running transaction; the same key again changes nothing.
   *
   * @param bodyJson JSON object as published, without id and kind
   */
  public void enqueue(Handle handle, String key, long meterId, String kind, String bodyJson, Instant expiresAt,
      Instant now) {
  }

  /**
   * Takes commands to be sent now: the next of each meter that has none in flight, and those that got no answer in
   * time, under the id they had. Other hub nodes do not get the same ones.
   */
  public List<OutgoingCommand> claimDue(int max) {
    return List.of();
  }

  /** The broker has taken it. An unknown or ended id changes nothing. */
  public void sent(String id) {
  }

  /** The broker has not taken it: it is tried again after the back-off. */
  public void notSent(String id, String why) {
  }

  /** Answers of meters. A late, doubled or unknown one only tells where the meter stands. */
  public void reply(List<CommandReply> replies) {
  }

  /** Ends the commands whose time is over. A credit that did not reach its meter goes to the desk. @return how many */
  public int expire() {
    return 0;
  }

  /**
   * These meters just said something, so they can hear: commands that wait for an answer are sent again at once, and a
   * relay that is not where it should be is commanded again.
   */
  public void metersSpoke(Handle handle, Collection<Long> meterIds, Instant now) {
  }

  /**
   * Staff asks a meter for something: {@code read {}}, {@code relay {"relay":"open"|"closed"}}, {@code balance {}} (the
   * ledger's balance is filled in), {@code price {"price":"0.6000"}} (currency units a kWh, at most six decimals),
   * {@code display {"text":"..."}}.
   *
   * @param bodyJson JSON object, or null or empty for {@code {}}
   * @param actor    who asks, for the audit
   * @throws io.paywatt.ledger.Rejected 404 for an unknown meter, 422 for a kind or body that is not as above
   */
  public CommandView request(String serial, String kind, String bodyJson, String actor) {
    throw new UnsupportedOperationException();
  }

  /** @throws io.paywatt.ledger.Rejected 404 when there is none */
  public CommandView get(String id) {
    throw new UnsupportedOperationException();
  }

  /** The newest commands of a meter first. @throws io.paywatt.ledger.Rejected 404 for an unknown meter */
  public List<CommandView> list(String serial, int limit) {
    return List.of();
  }
}
