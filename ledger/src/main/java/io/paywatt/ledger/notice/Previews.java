package io.paywatt.ledger.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import io.paywatt.ledger.yaml.Nearest;

/** Shows how texts read, with samples or with an account of the house. */
final class Previews {
  private final Store store;
  private final Texts texts;
  private final NoticeSettings settings;

  Previews(Store store, Texts texts, NoticeSettings settings) {
    this.store = store;
    this.texts = texts;
    this.settings = settings;
  }

  List<NoticePreview> of(String kind, String account, String locale) {
    if (!NoticeKinds.exists(kind)) {
      List<String> all = List.copyOf(NoticeKinds.all());
      throw new Rejected(404, "'" + kind + "' is no kind of notice" + Nearest.hint(kind, all) + ". There are "
          + String.join(", ", all));
    }
    Subject subject = account == null ? null : subject(account);
    List<String> locales = locale != null ? List.of(texts.nearest(locale))
        : subject != null ? List.of(texts.nearest(subject.locale())) : texts.locales().stream().sorted().toList();
    List<NoticePreview> previews = new ArrayList<>();
    locales.forEach(each -> previews.add(preview(kind, each, subject)));
    return previews;
  }

  private record Subject(long id, String locale) {}

  private Subject subject(String account) {
    return store.read(handle -> handle.createQuery("SELECT id, locale FROM account WHERE number = :account")
        .bind("account", account).map((row, context) -> new Subject(row.getLong("id"), row.getString("locale"))).findOne())
        .orElseThrow(() -> new Rejected(404, "account is '" + account + "', there is no such account"));
  }

  private NoticePreview preview(String kind, String locale, Subject subject) {
    Map<String, String> values = Samples.values(locale, settings.zone());
    if (subject != null) {
      NewNotice notice = new NewNotice("preview", kind, subject.id(), null, null, Json.object());
      values.putAll(store.read(handle -> new Subjects(handle, List.of(notice))
          .standard(notice, new Wording(locale, settings.zone()))));
    }
    NoticeText text = texts.text(locale, kind);
    String shown = text.render(values);
    NoticeClass of = settings.rules().of(kind);
    return new NoticePreview(kind, locale, of.name(), of.channels(), shown, shown.length(), Segments.of(shown),
        text.templates(), text.variables(values));
  }
}
