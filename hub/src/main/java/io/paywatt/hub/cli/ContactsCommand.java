package io.paywatt.hub.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.contact.Contact;
import io.paywatt.ledger.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt contacts}: further addresses by which residents are reached. */
@Command(name = "contacts", mixinStandardHelpOptions = true,
    description = "Mailboxes, openids, tokens and further phones of an account; its own phone stands in the account.")
public final class ContactsCommand {
  private static final String CHANNELS = "sms, email, wechat-mini, wechat-mp, fcm, web-push, webhook, or one of your own.";

  @Command(name = "list", mixinStandardHelpOptions = true, description = "The addresses of an account, masked.")
  int list(@Parameters(paramLabel = "ACCOUNT") String account,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      return print(session.ledger.contacts.of(account), json);
    }
  }

  @Command(name = "set", mixinStandardHelpOptions = true, description = "Add an address, or change its language and consent.")
  int set(@Parameters(paramLabel = "ACCOUNT") String account,
      @Parameters(paramLabel = "CHANNEL", description = CHANNELS) String channel,
      @Parameters(paramLabel = "ADDRESS") String address,
      @Option(names = "--locale", description = "Language of messages to it; without it the account's.") String locale,
      @Option(names = "--opt-out", description = "Nothing goes there that was not asked for.") boolean optOut,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      session.ledger.contacts.put(account, new Contact(channel, address, locale, !optOut), System.getProperty("user.name"));
      return print(session.ledger.contacts.of(account), json);
    }
  }

  @Command(name = "remove", mixinStandardHelpOptions = true, description = "Take an address away.")
  int remove(@Parameters(paramLabel = "ACCOUNT") String account,
      @Parameters(paramLabel = "CHANNEL", description = CHANNELS) String channel,
      @Parameters(paramLabel = "ADDRESS") String address) {
    try (Session session = new Session()) {
      boolean removed = session.ledger.contacts.remove(account, channel, address, System.getProperty("user.name"));
      System.out.println(removed ? "Removed." : "It was not there.");
      return removed ? 0 : 1;
    }
  }

  @Command(name = "import", mixinStandardHelpOptions = true,
      description = "Set the addresses of a CSV file with the columns account,channel,address,locale,opted_in (yes, no or empty);"
          + " all, or none when a line is wrong.")
  int importFile(@Parameters(paramLabel = "FILE") Path file,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) throws IOException {
    try (Session session = new Session()) {
      int count = session.ledger.contacts.importFile(file, System.getProperty("user.name"));
      System.out.println(json ? Json.write(Map.of("contacts", count)) : "Set " + count + " addresses.");
      return 0;
    }
  }

  private static int print(List<Contact> contacts, boolean json) {
    List<Contact> shown = contacts.stream().map(Contact::masked).toList();
    if (json) {
      System.out.println(Json.write(Map.of("items", shown)));
    } else {
      shown.forEach(it -> System.out.printf("%-12s  %-24s  %-6s  %s%n", it.channel(), it.address(),
          it.locale() == null ? "" : it.locale(),
          it.gone() != null ? "gone: " + it.goneReason() : it.optedIn() ? "" : "opted out"));
      System.out.println(shown.size() + " addresses.");
    }
    return 0;
  }
}
