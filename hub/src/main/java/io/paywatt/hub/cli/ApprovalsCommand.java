package io.paywatt.hub.cli;

import io.paywatt.ledger.approval.Approval;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Page;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt approvals list|show|approve|reject}. */
@Command(name = "approvals", mixinStandardHelpOptions = true,
    description = "What needs a second person: whoever asked for it can't approve it.")
public final class ApprovalsCommand {
  private static final int SHOWN = 500;

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Newest first.")
  int list(@Option(names = "--state", description = "waiting, approved or rejected.") String state,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      Page<Approval> page = session.ledger.approvals.list(state, SHOWN, null);
      if (json) {
        System.out.println(Json.write(page));
        return 0;
      }
      page.items().forEach(approval -> System.out.println(line(approval)));
      System.out.println(page.items().isEmpty() ? "There is none." : "One with what is asked for: ./paywatt approvals show ID");
      return 0;
    }
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "One with what is asked for.")
  int show(@Parameters(paramLabel = "ID") long id,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      Approval approval = session.ledger.approvals.get(id);
      System.out.println(json ? Json.write(approval) : line(approval) + "\n" + approval.content().toPrettyString());
      return 0;
    }
  }

  @Command(name = "approve", mixinStandardHelpOptions = true, description = "Approve, and do what is asked for.")
  int approve(@Parameters(paramLabel = "ID") long id, @Option(names = "--reason", description = "Why.") String reason) {
    try (Session session = new Session()) {
      System.out.println(line(session.ledger.approvals.approve(id, reason, Session.actor())));
      return 0;
    }
  }

  @Command(name = "reject", mixinStandardHelpOptions = true, description = "Reject, or take back what you asked for.")
  int reject(@Parameters(paramLabel = "ID") long id,
      @Option(names = "--reason", required = true, description = "Why.") String reason) {
    try (Session session = new Session()) {
      System.out.println(line(session.ledger.approvals.reject(id, reason, Session.actor())));
      return 0;
    }
  }

  private static String line(Approval approval) {
    return String.format("%6d  %s  %-8s  %s %s, asked by %s: %s%s", approval.id(), approval.requestedAt(), approval.state(),
        approval.kind(), approval.subject(), approval.requestedBy(), approval.reason(),
        approval.decidedBy() == null ? "" : "; " + approval.decidedBy() + " at " + approval.decidedAt());
  }
}
