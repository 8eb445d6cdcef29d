package io.paywatt.hub.cli;

import java.time.Instant;
import io.paywatt.ledger.audit.AuditChain;
import io.paywatt.ledger.audit.AuditReads;
import io.paywatt.ledger.audit.AuditView;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Page;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./paywatt audit list|verify}. */
@Command(name = "audit", mixinStandardHelpOptions = true, description = "Who did what, when and why.")
public final class AuditCommand {
  @Command(name = "list", mixinStandardHelpOptions = true, description = "Newest first.")
  int list(@Option(names = "--actor", description = "Only what this person did.") String actor,
      @Option(names = "--action", description = "Only this, such as hold.") String action,
      @Option(names = "--subject", description = "Only to this, such as account:A-0301.") String subject,
      @Option(names = "--from", description = "First instant, such as 2026-11-01T00:00:00Z.") Instant from,
      @Option(names = "--to", description = "Last instant, exclusive.") Instant to,
      @Option(names = "--limit", defaultValue = "50", description = "At most so many (default ${DEFAULT-VALUE}).") int limit,
      @Option(names = "--after", description = "The 'next' of the part before.") String after,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      Page<AuditView> page = new AuditReads(session.ledger.store)
          .list(new AuditReads.Filter(actor, action, subject, from, to), limit, after);
      if (json) {
        System.out.println(Json.write(page));
        return 0;
      }
      page.items().forEach(AuditCommand::print);
      System.out.println(page.next() == null ? "No more." : "More: --after " + page.next());
      return 0;
    }
  }

  @Command(name = "verify", mixinStandardHelpOptions = true, description = {
      "Prove that no line was changed or removed. Exit 1 when one was; it is named.",
      "Note the hash elsewhere: with it a chain that was written anew is found too."})
  int verify(@Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      AuditChain.Verdict verdict = new AuditChain(session.ledger.store).verify();
      if (json) {
        System.out.println(Json.write(verdict));
      } else {
        verdict.problems().forEach(System.out::println);
        System.out.println(verdict.lines() + " lines, " + (verdict.ok() ? "each as it was written" : "not as they were written")
            + "; hash of the last " + verdict.hash());
      }
      return verdict.ok() ? 0 : 1;
    }
  }

  private static void print(AuditView line) {
    System.out.printf("%6d  %s  %s (%s)  %s %s%s%n", line.id(), line.at(), line.actor(), line.role(), line.action(),
        line.subject(), line.reason() == null ? "" : ": " + line.reason());
    if (line.before() != null || line.after() != null) {
      System.out.println("        " + line.before() + " -> " + line.after());
    }
    if (line.detail() != null) {
      System.out.println("        " + line.detail());
    }
  }
}
