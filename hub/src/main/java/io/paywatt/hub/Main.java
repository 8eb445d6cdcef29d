package io.paywatt.hub;

import java.util.List;
import io.paywatt.hub.cli.AccountsCommand;
import io.paywatt.hub.cli.AnomaliesCommand;
import io.paywatt.hub.cli.ApprovalsCommand;
import io.paywatt.hub.cli.AuditCommand;
import io.paywatt.hub.cli.BillsCommand;
import io.paywatt.hub.cli.CheckCommand;
import io.paywatt.hub.cli.ContactsCommand;
import io.paywatt.hub.cli.DaysCommand;
import io.paywatt.hub.cli.FailedCommand;
import io.paywatt.hub.cli.ImportCommand;
import io.paywatt.hub.cli.MetersCommand;
import io.paywatt.hub.cli.NoticesCommand;
import io.paywatt.hub.cli.PaymentsCommand;
import io.paywatt.hub.cli.ReconcileCommand;
import io.paywatt.hub.cli.RoutesCommand;
import io.paywatt.hub.cli.RunCommand;
import io.paywatt.hub.cli.SettingsCommand;
import io.paywatt.hub.cli.SettleCommand;
import io.paywatt.hub.cli.SuspenseCommand;
import io.paywatt.hub.cli.TariffsCommand;
import io.paywatt.hub.cli.UsageCommand;
import io.paywatt.hub.cli.UsersCommand;
import io.paywatt.hub.config.SettingsRejected;
import io.paywatt.ledger.Misconfigured;
import io.paywatt.ledger.PayWattException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the hub: exit 0 fine, 1 found something wrong, 2 used wrongly. */
@Command(name = "paywatt", mixinStandardHelpOptions = true, version = "PayWatt 0.1.0",
    description = "Hub between payment providers, an account store and prepaid meters.",
    subcommands = {RunCommand.class, CheckCommand.class, RoutesCommand.class, FailedCommand.class, ApprovalsCommand.class,
        ImportCommand.class, ReconcileCommand.class, SettleCommand.class, BillsCommand.class, AccountsCommand.class,
        ContactsCommand.class, PaymentsCommand.class, SuspenseCommand.class, TariffsCommand.class, MetersCommand.class,
        AnomaliesCommand.class, NoticesCommand.class, DaysCommand.class, UsageCommand.class, UsersCommand.class, AuditCommand.class,
        SettingsCommand.class})
public final class Main {
  /** Read by logback.xml: a command at the terminal says what it has to say itself. */
  private static final String LOG_LEVEL = "paywatt.log.level";

  private Main() {}

  public static void main(String[] args) {
    boolean hub = args.length > 0 && args[0].equals("run");
    if (!hub && System.getProperty(LOG_LEVEL) == null) {
      System.setProperty(LOG_LEVEL, "ERROR");
    }
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler((fault, command, parsed) -> {
      faults(fault).forEach(text -> command.getErr().println("paywatt: " + text));
      return 1;
    });
    return line;
  }

  /** What the person at the terminal is told; anything unforeseen with its stack. */
  private static List<String> faults(Exception fault) {
    if (fault instanceof SettingsRejected rejected) {
      return rejected.problems();
    }
    if (fault instanceof Misconfigured misconfigured) {
      return misconfigured.faults();
    }
    if (fault instanceof PayWattException known) {
      return List.of(known.getMessage());
    }
    fault.printStackTrace();
    return List.of("unforeseen: " + fault);
  }
}
