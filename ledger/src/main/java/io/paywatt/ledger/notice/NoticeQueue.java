package io.paywatt.ledger.notice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import io.paywatt.ledger.contact.Channels;
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Renders notices and puts them into the queue. */
final class NoticeQueue {
  private static final String INSERT = "INSERT INTO notice (notice_key, kind, account_id, channel, recipient, locale, params,"
      + " text, state, error, created_at, due_at, ended_at, importance, expires_at, last_way) VALUES %s"
      + " ON DUPLICATE KEY UPDATE notice_key = notice_key";
  private static final int LONGEST_KEY = 190;
  private static final int LONGEST_RECIPIENT = 1024;

  private final Texts texts;
  private final NoticeSettings settings;
  private final NoticeRules rules;
  private final LateFacts facts;
  private final Map<String, Wording> wordings = new ConcurrentHashMap<>();

  NoticeQueue(Texts texts, NoticeSettings settings, LateFacts facts) {
    this.texts = texts;
    this.settings = settings;
    this.rules = settings.rules();
    this.facts = facts;
  }

  /** @return the notices that could not be queued, because their account is unknown */
  List<NewNotice> add(Handle handle, List<NewNotice> given, Instant now) {
    List<NewNotice> notices = given.stream().filter(notice -> !rules.off().contains(notice.kind())).toList();
    facts.add(handle, notices, now);
    Subjects subjects = new Subjects(handle, notices);
    Said said = Said.load(handle, rules, notices, now);
    List<NewNotice> strangers = new ArrayList<>();
    List<Object[]> rows = new ArrayList<>();
    for (NewNotice notice : notices) {
      if (notice.accountId() != null && subjects.told(notice) == null) {
        strangers.add(notice);
        continue;
      }
      for (Recipient recipient : recipients(notice, subjects, said)) {
        rows.add(row(notice, subjects, recipient, said, now));
      }
    }
    Bulk.insert(handle, INSERT, rows);
    return strangers;
  }

  private List<Recipient> recipients(NewNotice notice, Subjects subjects, Said said) {
    Subjects.Account account = subjects.told(notice);
    if (notice.answer() != null) {
      String locale = notice.answer().locale() != null ? notice.answer().locale()
          : account == null ? settings.adminLocale() : account.locale();
      return List.of(new Recipient(notice.key(), new Ways.Way(Channels.SMS, notice.answer().phone(), locale), locale, true, null));
    }
    if (account != null) {
      return List.of(resident(notice, subjects, said));
    }
    if (settings.administrators().isEmpty()) {
      return List.of(Recipient.skipped(notice.key(), settings.adminLocale(), "no administrator is configured"));
    }
    return settings.administrators().stream().map(each -> new Recipient(key(notice.key(), each),
        new Ways.Way(each.channel(), each.address(), null), settings.adminLocale(), true, null)).toList();
  }

  private Recipient resident(NewNotice notice, Subjects subjects, Said said) {
    Subjects.Account account = subjects.told(notice);
    NoticeClass of = rules.of(notice.kind());
    List<Ways.Way> ways = subjects.ways().of(account.id(), of.channels());
    String whyNone = ways.isEmpty() ? account.stopped() ? "the phone sent STOP" : "no phone"
        : !of.isWanted(subjects.choice(account.id(), of.name())) ? "the resident does without " + of.name()
        : said.isRepeated(notice, of) ? "the same was said less than " + of.againAfter().toMinutes() + " min ago" : null;
    if (whyNone != null) {
      return Recipient.skipped(notice.key(), account.locale(), whyNone);
    }
    Ways.Way way = ways.get(0);
    return new Recipient(notice.key(), way, way.locale() == null ? account.locale() : way.locale(), ways.size() == 1, null);
  }

  private Object[] row(NewNotice notice, Subjects subjects, Recipient recipient, Said said, Instant now) {
    String nearest = texts.nearest(recipient.locale());
    Wording wording = wordings.computeIfAbsent(nearest, tag -> new Wording(tag, settings.zone()));
    Map<String, String> values = subjects.standard(notice, wording);
    values.putAll(wording.values(notice.params(), subjects.currency(notice)));
    NoticeClass of = rules.of(notice.kind());
    boolean skipped = recipient.whyNone() != null;
    return new Object[] {recipient.key(), notice.kind(), notice.accountId(), recipient.way().channel(),
        NoticeDesk.cut(recipient.way().address(), LONGEST_RECIPIENT), nearest, Json.write(values),
        texts.text(nearest, notice.kind()).render(values), skipped ? "skipped" : "queued", recipient.whyNone(),
        Store.utc(now), Store.utc(skipped ? now : said.due(recipient.way().address(), of)),
        skipped ? Store.utc(now) : null, of.importance(), Store.utc(now.plus(of.expires())), recipient.lastWay()};
  }

  /** One key for each administrator; too long a one is told apart by its hash. */
  private static String key(String key, Administrator administrator) {
    String of = administrator.channel().equals(Channels.SMS) ? "" : administrator.channel() + ":";
    String whole = key + ":" + of + administrator.address();
    if (whole.length() <= LONGEST_KEY) {
      return whole;
    }
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
      return whole.substring(0, 100) + ":" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** @param lastWay whether there is no further channel @param whyNone why it is not sent, or null */
  private record Recipient(String key, Ways.Way way, String locale, boolean lastWay, String whyNone) {
    static Recipient skipped(String key, String locale, String whyNone) {
      return new Recipient(key, new Ways.Way(Channels.SMS, null, null), locale, true, whyNone);
    }
  }
}
