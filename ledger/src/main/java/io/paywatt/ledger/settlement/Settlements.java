package io.paywatt.ledger.settlement;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.audit.Audit;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/**
 * The daily settlement: opens days, hands them to a node, loads what the provider says, compares, and does what follows.
 * Bean {@code settlements} of the routes. Running a day again finds the same differences and no new ones.
 */
public final class Settlements {
  private static final Pattern PROVIDER = Pattern.compile("[a-z0-9-]{1,32}");
  /** After a long stand-still; providers keep bills for three months. */
  private static final int MOST_DAYS = 60;
  /** Twelve hours of half-hourly tries. */
  private static final int ALARM_AFTER = 24;

  private final Store store;
  private final SettlementRules rules;
  private final ProviderDoor providers;
  private final FollowUp followUp;
  private final Bills bills;

  public Settlements(Store store, SettlementRules rules, ProviderDoor providers, CommandDesk commands) {
    this.store = store;
    this.rules = rules;
    this.providers = providers;
    this.followUp = new FollowUp(store, providers, commands);
    this.bills = new Bills(store);
  }

  /** Opens every day that is over and was not opened yet, of configured providers and of those that were paid with. */
  public int open() {
    return store.inTransaction(handle -> {
      var all = new TreeSet<>(rules.providers());
      all.addAll(handle.createQuery("SELECT DISTINCT provider FROM payment").mapTo(String.class).list());
      int opened = 0;
      for (String provider : all) {
        LocalDate yesterday = store.now().atZone(rules.zoneOf(provider)).toLocalDate().minusDays(1);
        for (LocalDate day = first(handle, provider, yesterday); !day.isAfter(yesterday); day = day.plusDays(1)) {
          opened += SettlementRow.add(handle, provider, day, rules.zoneOf(provider), store.now()) ? 1 : 0;
        }
      }
      return opened;
    });
  }

  private static LocalDate first(Handle handle, String provider, LocalDate yesterday) {
    LocalDate earliest = yesterday.minusDays(MOST_DAYS - 1L);
    return handle.createQuery("SELECT MAX(day) FROM settlement WHERE provider = :provider").bind("provider", provider)
        .mapTo(LocalDate.class).findOne().map(last -> last.plusDays(1))
        .map(next -> next.isBefore(earliest) ? earliest : next).orElse(yesterday);
  }

  /** Days to be settled now; one that is not reported on is handed out again in half an hour. Oldest first. */
  public List<SettlementTask> claimDue(int max) {
    return store.inTransaction(handle -> {
      Instant now = store.now();
      var due = handle.createQuery("SELECT provider, day FROM settlement WHERE next_at <= :now ORDER BY day, provider"
              + " LIMIT :max FOR UPDATE SKIP LOCKED").bind("now", Store.utc(now)).bind("max", max)
          .map((row, context) -> new SettlementTask(row.getString("provider"), row.getString("day"),
              fetches(handle, row.getString("provider"), row.getObject("day", LocalDate.class)))).list();
      due.forEach(task -> handle.createUpdate("UPDATE settlement SET next_at = :later, tries = tries + 1"
              + " WHERE provider = :provider AND day = :day").bind("later", Store.utc(now.plus(rules.again())))
          .bind("provider", task.provider()).bind("day", task.date()).execute());
      return due;
    });
  }

  /** A statement that a person loaded is not replaced by the provider's bill. */
  private boolean fetches(Handle handle, String provider, LocalDate day) {
    return rules.providers().contains(provider) && providers.can(provider, "bill")
        && handle.createQuery("SELECT COUNT(*) FROM bill WHERE provider = :provider AND current_day = :day"
            + " AND source = 'statement'").bind("provider", provider).bind("day", day).mapTo(Integer.class).one() == 0;
  }

  /**
   * The provider's bill is here: loads and compares it.
   *
   * @param bill a {@link Path} or {@link File}, deleted afterwards, or its content; null: there were no trades
   * @throws BillRejected when a line is wrong
   */
  public ControlTotals settle(String provider, String date, Object bill) {
    LocalDate day = day(provider, date);
    Path file = file(bill);
    try {
      bills.load(provider, day, file);
    } finally {
      delete(file);
    }
    return compare(provider, day);
  }

  /** Compares what is there: a bill loaded before, or the meters alone. @throws Rejected 422 for a wrong name or day */
  public ControlTotals compare(String provider, String date) {
    return compare(provider, day(provider, date));
  }

  /** The bill is not there yet, or could not be read: asked for again in half an hour. */
  public void notYet(String provider, String date, String why) {
    LocalDate day = day(provider, date);
    String trouble = why == null || why.isBlank() ? "no reason given" : why.substring(0, Math.min(why.length(), 500));
    store.inTransaction(handle -> {
      SettlementRow.lock(handle, provider, day).ifPresent(row -> {
        handle.createUpdate("UPDATE settlement SET trouble = :trouble WHERE id = :id").bind("trouble", trouble)
            .bind("id", row.id()).execute();
        if (row.tries() == ALARM_AFTER) {
          Alarm.noBill(handle, provider, day, trouble, store.now());
        }
      });
      return null;
    });
  }

  /** Has the running hub settle the day now, with a fresh bill where the provider gives one. */
  public void request(String provider, String date) {
    LocalDate day = day(provider, date);
    store.inTransaction(handle -> {
      SettlementRow.add(handle, provider, day, rules.zoneOf(provider), store.now());
      return handle.createUpdate("UPDATE settlement SET next_at = :now, tries = 0, trouble = NULL WHERE provider = :provider"
          + " AND day = :day").bind("now", Store.utc(store.now())).bind("provider", provider).bind("day", day).execute();
    });
  }

  /**
   * Loads a statement that a person got from the provider and settles its day. Payments in it that somebody claimed are
   * credited.
   *
   * @param file NDJSON or CSV of bill lines; left where it is
   * @throws BillRejected with every bad line; nothing was taken
   */
  public Bill importStatement(String provider, String date, Path file, String actor) {
    LocalDate day = day(provider, date);
    Bill bill = bills.loadStatement(provider, day, file, actor);
    if (!bill.known()) {
      store.inTransaction(handle -> {
        Audit.add(handle, actor, "bill-import", "bill:" + provider + ":" + day, Json.write(bill));
        return null;
      });
    }
    compare(provider, day);
    return bill;
  }

  private ControlTotals compare(String provider, LocalDate day) {
    ControlTotals totals = store.inTransaction(handle -> {
      SettlementRow.add(handle, provider, day, rules.zoneOf(provider), null);
      return Comparison.run(handle, store, provider, day);
    });
    followUp.askProvider(provider);
    followUp.tellMeters(provider);
    store.inTransaction(handle -> {
      Alarm.tell(handle, provider, day, totals.tiesOut(), store.now());
      return handle.createUpdate("UPDATE settlement SET state = 'settled', next_at = NULL WHERE provider = :provider"
          + " AND day = :day").bind("provider", provider).bind("day", day).execute();
    });
    return totals;
  }

  private LocalDate day(String provider, String date) {
    if (provider == null || !PROVIDER.matcher(provider).matches()) {
      throw new Rejected(422, "provider is " + BillLine.shown(String.valueOf(provider))
          + ", allowed is 1 to 32 of a-z, 0-9 and -");
    }
    try {
      LocalDate day = LocalDate.parse(String.valueOf(date));
      LocalDate today = store.now().atZone(rules.zoneOf(provider)).toLocalDate();
      if (day.getYear() >= 2000 && !day.isAfter(today)) {
        return day;
      }
    } catch (DateTimeParseException e) {
      // the answer below says what is allowed
    }
    throw new Rejected(422, "date is " + BillLine.shown(String.valueOf(date)) + ", allowed is a day until today such as"
        + " 2026-11-23");
  }

  private static Path file(Object bill) {
    if (bill == null || bill instanceof Path) {
      return (Path) bill;
    }
    if (bill instanceof File file) {
      return file.toPath();
    }
    try {
      Path copy = Files.createTempFile("paywatt-bill-", ".ndjson");
      if (bill instanceof InputStream stream) {
        Files.copy(stream, copy, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.write(copy, bill instanceof byte[] bytes ? bytes : bill.toString().getBytes(StandardCharsets.UTF_8));
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException("The bill can't be kept", e);
    }
  }

  private static void delete(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The bill can't be deleted", e);
    }
  }
}
