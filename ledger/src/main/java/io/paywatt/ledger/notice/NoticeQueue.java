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
import io.paywatt.ledger.store.Bulk;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Renders notices and puts them into the queue. */
final class NoticeQueue {
  private static final String INSERT = "INSERT INTO notice (notice_key, kind, account_id, recipient, locale, params, text,"
      + " state, error, created_at, due_at, ended_at) VALUES %s ON DUPLICATE KEY UPDATE notice_key = notice_key";
  private static final int LONGEST_KEY = 190;
  private static final int LONGEST_RECIPIENT = 1024;

  private final Texts texts;
  private final NoticeSettings settings;
  private final Map<String, Wording> wordings = new ConcurrentHashMap<>();

  NoticeQueue(Texts texts, NoticeSettings settings) {
    this.texts = texts;
    this.settings = settings;
  }

  /** @return the notices that could not be queued, because their account is unknown */
  List<NewNotice> add(Handle handle, List<NewNotice> notices, Instant now) {
    Subjects subjects = new Subjects(handle, notices);
    List<NewNotice> strangers = new ArrayList<>();
    List<Object[]> rows = new ArrayList<>();
    for (NewNotice notice : notices) {
      if (notice.accountId() != null && subjects.told(notice) == null) {
        strangers.add(notice);
      } else if (notice.answer() != null) {
        toWhoAsked(rows, notice, subjects, now);
      } else if (notice.accountId() == null) {
        toAdministrators(rows, notice, subjects, now);
      } else {
        toAccount(rows, notice, subjects, now);
      }
    }
    Bulk.insert(handle, INSERT, rows);
    return strangers;
  }

  private void toAccount(List<Object[]> rows, NewNotice notice, Subjects subjects, Instant now) {
    Subjects.Account account = subjects.told(notice);
    String phone = account.phone() == null || account.phone().isBlank() ? null : account.phone().strip();
    Recipient recipient = phone != null && account.stopped() ? new Recipient(notice.key(), null, "the phone sent STOP")
        : new Recipient(notice.key(), phone, "no phone");
    row(rows, notice, subjects, account.locale(), recipient, now);
  }

  private void toWhoAsked(List<Object[]> rows, NewNotice notice, Subjects subjects, Instant now) {
    Subjects.Account account = subjects.told(notice);
    String locale = notice.answer().locale() != null ? notice.answer().locale()
        : account == null ? settings.adminLocale() : account.locale();
    row(rows, notice, subjects, locale, new Recipient(notice.key(), notice.answer().phone(), null), now);
  }

  private void toAdministrators(List<Object[]> rows, NewNotice notice, Subjects subjects, Instant now) {
    if (settings.adminPhones().isEmpty()) {
      row(rows, notice, subjects, settings.adminLocale(),
          new Recipient(notice.key(), null, "no administrator's phone is configured"), now);
    }
    for (String phone : settings.adminPhones()) {
      row(rows, notice, subjects, settings.adminLocale(),
          new Recipient(key(notice.key(), phone), phone, null), now);
    }
  }

  private void row(List<Object[]> rows, NewNotice notice, Subjects subjects, String locale, Recipient recipient,
      Instant now) {
    String nearest = texts.nearest(locale);
    Wording wording = wordings.computeIfAbsent(nearest, tag -> new Wording(tag, settings.zone()));
    Map<String, String> values = subjects.standard(notice, wording);
    values.putAll(wording.values(notice.params(), subjects.currency(notice)));
    boolean skipped = recipient.phone() == null;
    rows.add(new Object[] {recipient.key(), notice.kind(), notice.accountId(),
        NoticeDesk.cut(recipient.phone(), LONGEST_RECIPIENT), nearest, Json.write(values),
        texts.text(nearest, notice.kind()).render(values), skipped ? "skipped" : "queued",
        skipped ? recipient.whyNone() : null, Store.utc(now), Store.utc(now), skipped ? Store.utc(now) : null});
  }

  /** One key for each administrator; too long a one is told apart by its hash. */
  private static String key(String key, String phone) {
    String whole = key + ":" + phone;
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

  private record Recipient(String key, String phone, String whyNone) {}
}
