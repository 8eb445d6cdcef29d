package io.paywatt.hub.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.failed.FailedDetail;
import io.paywatt.ledger.failed.FailedGroup;
import io.paywatt.ledger.failed.FailedView;
import io.paywatt.ledger.replay.EditResult;
import io.paywatt.ledger.replay.FailedVersion;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Page;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt failed}: the desk of failed messages at the terminal. */
@Command(name = "failed", mixinStandardHelpOptions = true, description = "Find, understand, put right and replay failed messages.",
    subcommands = {FailedReplayCommand.class, FailedRunsCommand.class})
public final class FailedCommand {
  @Command(name = "list", mixinStandardHelpOptions = true, description = "Failed messages, newest first.")
  int list(@Mixin FailedOptions filter,
      @Option(names = "--limit", defaultValue = "50", description = "At most so many (default ${DEFAULT-VALUE}).") int limit,
      @Option(names = "--after", description = "The 'next' of the part before.") String after,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      Page<FailedView> page = session.ledger.failed.list(filter.filter(), limit, after);
      if (json) {
        System.out.println(Json.write(page));
        return 0;
      }
      page.items().forEach(item -> System.out.printf("%6d  %s  %-12s  %-20s  %s%n", item.id(), item.failedAt(),
          item.state(), item.route(), item.error()));
      System.out.println(page.items().isEmpty() ? "Nothing found." : page.next() == null
          ? "Read one: ./paywatt failed show ID" : "More: --after " + page.next());
      return 0;
    }
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "One failed message, whole, with its versions.")
  int show(@Parameters(paramLabel = "ID") long id, @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      FailedDetail detail = session.ledger.failed.get(id).orElse(null);
      if (detail == null) {
        System.err.println("paywatt: there is no failed message " + id);
        return 1;
      }
      List<FailedVersion> versions = session.ledger.edits.versions(id);
      if (json) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("message", detail);
        whole.put("versions", versions);
        System.out.println(Json.write(whole));
      } else {
        System.out.println(FailedText.of(detail, versions));
      }
      return 0;
    }
  }

  @Command(name = "groups", mixinStandardHelpOptions = true,
      description = "What is not dealt with yet, by cause, the largest first; with a number, one cause and its notes.")
  int groups(@Parameters(paramLabel = "GROUP", arity = "0..1") Long group,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      List<FailedGroup> groups = group == null ? session.ledger.failed.groups()
          : List.of(session.ledger.failed.group(group));
      if (json) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("items", groups);
        if (group != null) {
          whole.put("notes", session.ledger.failed.notes(group));
        }
        System.out.println(Json.write(whole));
        return 0;
      }
      groups.forEach(each -> System.out.println(FailedText.of(each)));
      if (group != null) {
        session.ledger.failed.notes(group).forEach(note -> System.out.println("        " + note.at() + "  " + note.author()
            + ": " + note.text()));
      }
      System.out.println(groups.isEmpty() ? "Nothing waits." : "Its messages: ./paywatt failed list --group GROUP");
      return 0;
    }
  }

  @Command(name = "owner", mixinStandardHelpOptions = true, description = "Say who looks after a cause; nobody without a name.")
  int owner(@Parameters(paramLabel = "GROUP") long group, @Parameters(paramLabel = "NAME", arity = "0..1") String name) {
    try (Session session = new Session()) {
      session.ledger.failed.own(group, name, Session.actor());
      return 0;
    }
  }

  @Command(name = "note", mixinStandardHelpOptions = true, description = "Write something about a cause.")
  int note(@Parameters(paramLabel = "GROUP") long group, @Parameters(paramLabel = "TEXT") String text) {
    try (Session session = new Session()) {
      session.ledger.failed.note(group, text, Session.actor());
      return 0;
    }
  }

  @Command(name = "edit", mixinStandardHelpOptions = true, description = {
      "Put the body of a message right. Every version is kept; the provider's reference can't change.",
      "What changes amount, currency, account, meter or order waits for a second person (./paywatt approvals)."})
  int edit(@Parameters(paramLabel = "ID") long id,
      @Option(names = "--body", required = true, paramLabel = "FILE", description = "File with the whole new body.") Path file,
      @Option(names = "--reason", required = true, description = "Why.") String reason,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) throws IOException {
    String body = Files.readString(file);
    try (Session session = new Session()) {
      int version = session.ledger.failed.get(id).map(detail -> detail.item().version()).orElse(1);
      EditResult result = session.ledger.edits.edit(id, version, body, reason, Session.actor());
      if (json) {
        System.out.println(Json.write(result));
        return 0;
      }
      result.changes().forEach(change -> System.out.println(FailedText.of(change)));
      System.out.println(result.approval() == null ? "Version " + result.version() + ": ./paywatt failed replay " + id
          : "Waits for a second person: ./paywatt approvals approve " + result.approval());
      return 0;
    }
  }

  @Command(name = "close", mixinStandardHelpOptions = true, description = "End a message without a replay.")
  int close(@Parameters(paramLabel = "ID") long id,
      @Option(names = "--reason", required = true, description = "What was done instead.") String reason) {
    try (Session session = new Session()) {
      session.ledger.failed.close(id, reason, Session.actor());
      return 0;
    }
  }

  @Command(name = "release", mixinStandardHelpOptions = true,
      description = "Let a message out of quarantine, where it came because it failed again three times.")
  int release(@Parameters(paramLabel = "ID") long id,
      @Option(names = "--reason", required = true, description = "What was mended.") String reason) {
    try (Session session = new Session()) {
      session.ledger.failed.release(id, reason, Session.actor());
      return 0;
    }
  }
}
