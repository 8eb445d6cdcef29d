package io.paywatt.hub.cli;

import java.util.List;
import java.util.Objects;
import io.paywatt.ledger.notice.NoticeDetail;
import io.paywatt.ledger.notice.NoticeFilter;
import io.paywatt.ledger.notice.NoticePreview;
import io.paywatt.ledger.notice.NoticeView;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.user.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt notices list|show|preview|choose}. */
@Command(name = "notices", mixinStandardHelpOptions = true, description = "Messages to residents and administrators.")
public final class NoticesCommand {
  @Command(name = "list", mixinStandardHelpOptions = true,
      description = "What was said and what became of it, the newest first.")
  int list(@Option(names = "--account", description = "Only to this account.") String account,
      @Option(names = "--state",
          description = "queued, sent, accepted, delivered, failed, skipped, expired or digested.") String state,
      @Option(names = "--kind", description = "Only of this kind, e.g. receipt.") String kind,
      @Option(names = "--payment", description = "Only about the payment of this number.") String payment,
      @Option(names = "--limit", defaultValue = "50", description = "At most so many (default ${DEFAULT-VALUE}).") int limit,
      @Option(names = "--after", description = "The 'next' of the part before.") String after,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      Page<NoticeView> page = session.ledger.notices.list(new NoticeFilter(state, account, kind, payment), limit, after,
          Scope.EVERY);
      if (json) {
        System.out.println(Json.write(page));
        return 0;
      }
      page.items().forEach(item -> System.out.println(line(item)));
      System.out.println(page.items().isEmpty() ? "Nothing found." : page.next() == null
          ? "Follow one: ./paywatt notices show ID" : "More: --after " + page.next());
      return 0;
    }
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "One with its text and what happened to it.")
  int show(@Parameters(paramLabel = "ID") long id,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      NoticeDetail detail = session.ledger.notices.get(id);
      if (json) {
        System.out.println(Json.write(detail));
        return 0;
      }
      System.out.println(line(detail.notice()));
      System.out.println("  " + detail.notice().text().replace("\n", "\n  "));
      detail.steps().forEach(step -> System.out.printf("  %s  %-8s %s%n", step.at(), step.step(),
          Objects.toString(step.detail(), "")));
      return 0;
    }
  }

  @Command(name = "preview", mixinStandardHelpOptions = true,
      description = "How a message reads, with samples or with the data of an account.")
  int preview(@Parameters(paramLabel = "KIND", description = "receipt, low-balance, ...") String kind,
      @Option(names = "--account", description = "With the names and the balance of this account.") String account,
      @Option(names = "--locale", description = "Only in this language, e.g. zh-CN.") String locale,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      List<NoticePreview> previews = session.ledger.notices.preview(kind, account, locale);
      if (json) {
        System.out.println(Json.write(previews));
        return 0;
      }
      previews.forEach(preview -> System.out.printf("%s, class %s, by %s, %d characters, %d SMS%s%n  %s%n", preview.locale(),
          preview.noticeClass(), String.join(" ", preview.channels()), preview.characters(), preview.segments(),
          preview.templates().isEmpty() ? "" : ", templates " + preview.templates(), preview.text()));
      return 0;
    }
  }

  @Command(name = "choose", mixinStandardHelpOptions = true,
      description = "Note that a resident asks for a class of messages or does without it; without one: what holds.")
  int choose(@Parameters(paramLabel = "ACCOUNT") String account,
      @Parameters(paramLabel = "CLASS", arity = "0..1",
          description = "One with a consent in config/notices.yaml.") String noticeClass,
      @Parameters(paramLabel = "yes|no", arity = "0..1") Wanted wanted,
      @Option(names = "--by", defaultValue = "cli", description = "Who says so, for the audit.") String by,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      if (noticeClass != null && wanted != null) {
        session.ledger.noticeChoices.choose(account, noticeClass, wanted == Wanted.yes, by);
      }
      var choices = session.ledger.noticeChoices.of(account);
      System.out.println(json ? Json.write(choices) : choices.toString());
      return 0;
    }
  }

  /** As typed. */
  enum Wanted { yes, no }

  private static String line(NoticeView item) {
    return String.format("%-8d %-22s %-9s %s  %s %s%s%s", item.id(), item.kind(), item.state(), item.createdAt(),
        item.account() == null ? "administrators" : item.account(), item.channel(),
        item.provider() == null ? "" : " (" + item.provider() + ")", item.error() == null ? "" : ": " + item.error());
  }
}
