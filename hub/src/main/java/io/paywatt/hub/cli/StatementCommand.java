package io.paywatt.hub.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import io.paywatt.console.accounts.StatementPdf;
import io.paywatt.ledger.account.Statement;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Page;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt accounts statement}. */
@Command(name = "statement", mixinStandardHelpOptions = true, description = {
    "What was put on and taken off an account, with the balance after each line.",
    "JSON and CSV have every line; the PDF, in the language of the account, joins what was used by day."})
final class StatementCommand implements Callable<Integer> {
  private static final int PART = 1000;

  private enum Format { json, csv, pdf }

  @Parameters(paramLabel = "ACCOUNT")
  private String account;
  @Mixin
  private Between between;
  @Option(names = "--format", defaultValue = "csv", description = "One of ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Format format;
  @Option(names = "--units", description = "As JSON, the Wh that an account that holds kWh has bought and used.")
  private boolean units;
  @Option(names = "--out", paramLabel = "FILE", description = "Write to this file; else to standard output.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    try (Session session = new Session()) {
      Instant now = session.ledger.store.now();
      Instant from = between.from(session.ledger.zone, now);
      Instant to = between.to(session.ledger.zone, now);
      write(bytes(session, new Statement(session.ledger.store), from, to));
      return 0;
    }
  }

  private byte[] bytes(Session session, Statement statement, Instant from, Instant to) throws IOException {
    if (format == Format.pdf && !units) {
      return StatementPdf.of(statement.sheet(account, from, to, session.ledger.zone), session.ledger.tariffs::tariff,
          session.ledger.zone);
    }
    StringBuilder text = new StringBuilder();
    if (units) {
      text.append(Json.write(Map.of("items", all(after -> statement.units(account, from, to, PART, after))))).append('\n');
    } else if (format == Format.csv) {
      statement.csv(account, from, to, text);
    } else {
      text.append(Json.write(whole(statement, from, to))).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Map<String, Object> whole(Statement statement, Instant from, Instant to) {
    Statement.Ends ends = statement.ends(account, from, to);
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("opening", ends.opening());
    whole.put("closing", ends.closing());
    whole.put("items", all(after -> statement.page(account, from, to, PART, after)));
    return whole;
  }

  private static <T> List<T> all(Function<String, Page<T>> parts) {
    List<T> lines = new ArrayList<>();
    String after = null;
    do {
      Page<T> part = parts.apply(after);
      lines.addAll(part.items());
      after = part.next();
    } while (after != null);
    return lines;
  }

  private void write(byte[] bytes) throws IOException {
    if (out == null) {
      OutputStream terminal = System.out;
      terminal.write(bytes);
      terminal.flush();
    } else {
      Files.write(out, bytes);
      System.out.println("Written: " + out);
    }
  }
}
