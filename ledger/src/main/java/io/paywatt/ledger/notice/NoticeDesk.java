package io.paywatt.ledger.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.store.GroupCommit;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.user.Scope;
import org.jdbi.v3.core.Handle;

/** Messages to people: rendered once, sent at least once, never in the way of money. */
public final class NoticeDesk {
  /** Who speaks when the message is about no house. */
  private static final String SENDER = "PayWatt";
  /** One after the other: no group is worth a second connection. */
  private static final GroupCommit.Lanes ONE = new GroupCommit.Lanes(1, 1, 1000);
  private static final GroupCommit.Most MOST = new GroupCommit.Most(100, 100);

  private final Store store;
  private final Texts texts;
  private final NoticeSettings settings;
  private final NoticeQueue queue;
  private final NoticeClaims claims;
  private final NextWay nextWay;
  private final Digests digests;
  private final NoticeEnds ends;
  private final InHand inHand = new InHand();
  private final GroupCommit<Taken, Boolean> taken = new GroupCommit<>("notice-commit", ONE, MOST, one -> 1, this::sent);

  /** What a provider has taken. */
  record Taken(long id, String provider, String ref, List<String> messages) {}

  public NoticeDesk(Store store, Texts texts, NoticeSettings settings) {
    this(store, texts, settings, LateFacts.NONE);
  }

  /** @param facts what else messages say */
  public NoticeDesk(Store store, Texts texts, NoticeSettings settings, LateFacts facts) {
    this.store = store;
    this.texts = texts;
    this.settings = settings;
    this.queue = new NoticeQueue(texts, settings, facts);
    this.claims = new NoticeClaims(settings, (row, context) -> outgoing(row));
    this.nextWay = new NextWay(texts, settings);
    this.digests = new Digests(texts, settings);
    this.ends = new NoticeEnds(store, settings);
  }

  /**
   * Renders and queues a notice in the running transaction; the same key again changes nothing.
   *
   * @param payload JSON, see {@link io.paywatt.ledger.outbox}
   * @throws IllegalArgumentException when the payload can't be read or its account is unknown
   */
  public void enqueue(Handle handle, String key, String payload, Instant now) {
    NewNotice notice = NewNotice.parse(key, payload);
    if (!enqueue(handle, List.of(notice), now).isEmpty()) {
      throw new IllegalArgumentException("accountId is " + notice.accountId() + ", there is no such account");
    }
  }

  /** Renders and queues many at once. @return those whose account is unknown: they were not queued */
  public List<NewNotice> enqueue(Handle handle, List<NewNotice> notices, Instant now) {
    return queue.add(handle, notices, now);
  }

  /**
   * Takes messages to be sent now, the most important first, as many as providers, people and the day's cost allow; one not
   * reported on within 60 s is handed out again.
   *
   * @param max messages that may be taken and not begun at this node, with those of earlier calls
   */
  public List<OutgoingNotice> claimDue(int max) {
    int room = inHand.room(max, store.now());
    if (room == 0) {
      return List.of();
    }
    List<OutgoingNotice> claimed = store.inTransaction(handle -> {
      Instant now = store.now();
      nextWay.run(handle, now);
      digests.gather(handle, now);
      return claims.claim(handle, room, now);
    });
    inHand.taken(claimed, store.now());
    return claimed;
  }

  /** To be asked before a message is sent. @return false when it waited too long: it is handed out again */
  public boolean begin(OutgoingNotice notice) {
    return inHand.begin(notice.id(), store.now());
  }

  /**
   * The provider has taken it. Callers that come together share a commit.
   *
   * @param ref      what it calls the message, for people, or null
   * @param messages ids by which its receipts will name the message; none when it sends no receipts
   */
  public void sent(long id, String provider, String ref, List<String> messages) {
    inHand.ended(id);
    taken.call(new Taken(id, provider, ref, messages));
  }

  private List<Boolean> sent(List<Taken> group) {
    return store.inTransaction(handle -> {
      ends.sent(handle, group);
      return Collections.nCopies(group.size(), true);
    });
  }

  /** As {@link #sent(long, String, String, List)} by a provider that sends no receipts. */
  public void sent(long id, String provider, String ref) {
    sent(id, provider, ref, List.of());
  }

  /**
   * The provider has not taken it: again when it says, else after 30 s, doubling up to 15 min, until the message expires; for
   * good: by the next channel. An address it knows no more is not used again. A provider that fails three times in a row is
   * left alone for a while.
   */
  public void notSent(long id, String provider, Refusal refusal) {
    inHand.ended(id);
    store.inTransaction(handle -> {
      ends.notSent(handle, id, provider, refusal);
      return null;
    });
  }

  /** As {@link #notSent(long, String, Refusal)} when no answer came from the provider of its channel. */
  public void notSent(long id, String why, boolean again) {
    notSent(id, null, new Refusal(why, again));
  }

  /** As {@link #notSent(long, String, Refusal)} when the provider names no time. */
  public void notSent(long id, String provider, String why, boolean again) {
    notSent(id, provider, new Refusal(why, again));
  }

  /**
   * The same message for another provider of its channel: with the template that is approved there.
   *
   * @param provider aliyun, tencent, ...
   */
  public OutgoingNotice forProvider(OutgoingNotice notice, String provider) {
    return notice.withTemplate(texts.text(texts.nearest(notice.locale()), notice.kind()).template(notice.channel(), provider));
  }

  /**
   * Newest first.
   *
   * @param after {@code next} of the part before, or null
   * @param scope sites of who asks; what goes to the administrators is of no site
   * @throws io.paywatt.ledger.Rejected 400 for another state or kind or a wrong {@code after}
   */
  public Page<NoticeView> list(NoticeFilter filter, int limit, String after, Scope scope) {
    return store.read(handle -> NoticeReads.list(handle, filter, limit, after, scope));
  }

  /** One with what happened to it. @throws io.paywatt.ledger.Rejected 404 */
  public NoticeDetail get(long id) {
    return store.read(handle -> NoticeReads.get(handle, id));
  }

  /**
   * How a kind reads, with samples or with an account of the house.
   *
   * @param account number, or null for samples
   * @param locale  or null: the account's, or all there are
   * @throws io.paywatt.ledger.Rejected 404 no such kind or account
   */
  public List<NoticePreview> preview(String kind, String account, String locale) {
    return new Previews(store, texts, settings).of(kind, account, locale);
  }

  static String cut(String text, int limit) {
    return text == null || text.length() <= limit ? text : text.substring(0, limit - 1) + "…";
  }

  private OutgoingNotice outgoing(ResultSet row) throws SQLException {
    String channel = row.getString("channel");
    NoticeText text = texts.text(texts.nearest(row.getString("locale")), row.getString("kind"));
    Map<String, String> values = NoticeText.values(row.getString("params"));
    return new OutgoingNotice(row.getLong("id"), row.getString("kind"), channel, row.getString("recipient"),
        row.getString("locale"), values.getOrDefault("site", SENDER), row.getString("text"),
        text.template(channel, settings.provider(channel)), Json.write(text.variables(values)));
  }
}
