package io.paywatt.hub.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import io.paywatt.console.login.Passwords;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.user.Role;
import io.paywatt.ledger.user.UserView;
import io.paywatt.ledger.user.Users;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt users add|list|show|roles|sites|password|disable|enable}. */
@Command(name = "users", mixinStandardHelpOptions = true, description = "Who may come in, with which roles, to which sites.")
public final class UsersCommand {
  private static final String ACTOR = System.getProperty("user.name");

  /** Which sites. */
  static final class Where {
    @Option(names = "--every-site", required = true, description = "Every site, also those that come later.")
    boolean every;
    @Option(names = "--sites", split = ",", required = true, paramLabel = "NAME", description = "These sites alone.")
    List<String> sites;

    List<String> names() {
      return every ? null : sites;
    }
  }

  private interface Work {
    UserView with(Users users);
  }

  @Command(name = "add", mixinStandardHelpOptions = true, description = {"Add a user.",
      "The password is asked for, or read from the first line of the input; never an argument."})
  int add(@Parameters(paramLabel = "NAME") String name,
      @Option(names = "--roles", split = ",", required = true, paramLabel = "ROLE",
          description = "viewer, support, approver, integrator, administrator.") List<String> roles,
      @ArgGroup(multiplicity = "1") Where where,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    String hash = new Passwords().hash(password());
    return with(json, users -> users.add(name, hash, Role.of(roles), where.names(), ACTOR));
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "All users.")
  int list(@Option(names = "--json", description = "Answer as JSON.") boolean json) {
    try (Session session = new Session()) {
      List<UserView> users = new Users(session.ledger.store).list();
      if (json) {
        System.out.println(Json.write(Map.of("items", users)));
      } else {
        users.forEach(user -> System.out.println(line(user)));
        System.out.println(users.isEmpty() ? "No users yet: ./paywatt users add" : users.size() + " users.");
      }
      return 0;
    }
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "One user.")
  int show(@Parameters(paramLabel = "NAME") String name,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    return with(json, users -> users.get(name));
  }

  @Command(name = "roles", mixinStandardHelpOptions = true, description = "Give other roles.")
  int roles(@Parameters(paramLabel = "NAME") String name,
      @Parameters(paramLabel = "ROLE", arity = "1..*", split = ",") List<String> roles,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    return with(json, users -> users.setRoles(name, Role.of(roles), ACTOR));
  }

  @Command(name = "sites", mixinStandardHelpOptions = true, description = "Give other sites.")
  int sites(@Parameters(paramLabel = "NAME") String name, @ArgGroup(multiplicity = "1") Where where,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    return with(json, users -> users.setSites(name, where.names(), ACTOR));
  }

  @Command(name = "password", mixinStandardHelpOptions = true, description = {"Give a new password, and unlock.",
      "It is asked for, or read from the first line of the input; never an argument. Sessions of the user are over."})
  int password(@Parameters(paramLabel = "NAME") String name,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    String hash = new Passwords().hash(password());
    return with(json, users -> users.setPassword(name, hash, ACTOR));
  }

  @Command(name = "disable", mixinStandardHelpOptions = true, description = "Keep a user out; sessions are over.")
  int disable(@Parameters(paramLabel = "NAME") String name,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    return with(json, users -> users.setDisabled(name, true, ACTOR));
  }

  @Command(name = "enable", mixinStandardHelpOptions = true, description = "Let a user in again, and unlock.")
  int enable(@Parameters(paramLabel = "NAME") String name,
      @Option(names = "--json", description = "Answer as JSON.") boolean json) {
    return with(json, users -> users.setDisabled(name, false, ACTOR));
  }

  private static int with(boolean json, Work work) {
    try (Session session = new Session()) {
      UserView user = work.with(new Users(session.ledger.store));
      System.out.println(json ? Json.write(user) : line(user));
      return 0;
    }
  }

  private static String line(UserView user) {
    return String.format("%-20s %-30s %s%s", user.name(), String.join(",", user.roles()),
        user.everySite() ? "every site" : String.join(", ", user.sites()),
        user.disabled() ? "; disabled" : user.lockedUntil() != null ? "; locked until " + user.lockedUntil() : "");
  }

  /** @throws Rejected 422 when it is too short or too long */
  private static String password() {
    Console console = System.console();
    String given;
    if (console == null) {
      try {
        given = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    } else {
      char[] typed = console.readPassword("Password: ");
      given = typed == null ? null : new String(typed);
    }
    if (given == null || given.length() < Passwords.LEAST || given.length() > Passwords.MOST) {
      throw new Rejected(422, "the password has " + (given == null ? 0 : given.length()) + " characters, allowed are "
          + Passwords.LEAST + " to " + Passwords.MOST);
    }
    return given;
  }
}
