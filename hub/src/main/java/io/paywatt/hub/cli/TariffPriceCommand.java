package io.paywatt.hub.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;
import io.paywatt.hub.config.SettingsLoader;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.tariff.Bill;
import io.paywatt.ledger.tariff.Household;
import io.paywatt.ledger.tariff.HouseholdFile;
import io.paywatt.ledger.tariff.LocalTimes;
import io.paywatt.ledger.tariff.ReadingsFile;
import io.paywatt.ledger.tariff.RegisterReading;
import io.paywatt.ledger.tariff.Tariff;
import io.paywatt.ledger.tariff.TariffBook;
import io.paywatt.ledger.tariff.TierUsage;
import io.paywatt.ledger.tariff.Vend;
import io.paywatt.ledger.tariff.VendQuote;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./paywatt tariffs price}: readings or a purchase priced by a file, without a database. */
@Command(name = "price", mixinStandardHelpOptions = true, description = {
    "Price readings with a tariff file, or quote a purchase. Needs no database.",
    "The CSV has the columns at (RFC 3339, or local time or date in the tariff's zone), one of energyWh, kWh, l, m3 (the",
    "register), and any tariff registers named as in the tariff. Exit 1 when a file is wrong or nothing can be sold.",
    "Example: ./paywatt tariffs price config/tariffs/flat.yaml --readings january.csv --json"})
public final class TariffPriceCommand implements Callable<Integer> {
  private static final int NANO_DIGITS = 9;
  private static final int SMALL_DIGITS = 3;

  @Spec
  private CommandSpec spec;
  @Parameters(paramLabel = "FILE", description = "The tariff file.")
  private Path file;
  @Option(names = "--readings", paramLabel = "CSV", description = "Readings to price.")
  private Path readings;
  @Option(names = "--used", paramLabel = "KWH", description = "Used in the month and tier period before the first reading.")
  private BigDecimal used = BigDecimal.ZERO;
  @Option(names = "--vend", paramLabel = "AMOUNT", description = "Quote a purchase for so much money, currency units.")
  private BigDecimal vend;
  @Option(names = "--vend-kwh", paramLabel = "KWH", description = "Quote a purchase of so many kWh (m3).")
  private BigDecimal vendEnergy;
  @Option(names = "--at", paramLabel = "TIME", description = "Time of the purchase.")
  private String at;
  @Option(names = "--bought", paramLabel = "KWH",
      description = "Bought before in the same month and tier period; the charges due were paid then.")
  private BigDecimal bought;
  @Option(names = "--account", paramLabel = "YAML",
      description = "Household: people, loadKw, freeKWh, tierUpTo, discountPercent.")
  private Path account;
  @Option(names = "--people", paramLabel = "N", description = "People in the household.")
  private Integer people;
  @Option(names = "--load-kw", paramLabel = "KW", description = "Sanctioned load.")
  private BigDecimal loadKw;
  @Option(names = "--lines", description = "Print every line, not only the month's bill.")
  private boolean lines;
  @Option(names = "--json", description = "Answer as JSON, with every line.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    long asked = List.of(readings != null, vend != null, vendEnergy != null).stream().filter(each -> each).count();
    if (asked != 1) {
      throw wrong("one of --readings, --vend and --vend-kwh is needed");
    }
    if (readings == null && at == null) {
      throw wrong("--vend and --vend-kwh need --at TIME");
    }
    Settings settings = SettingsLoader.ofProcess().load();
    TariffBook book = TariffBook.check(existing(file), settings.get(Keys.TIME_ZONE));
    Tariff tariff = book.tariff(book.codes().iterator().next()).orElseThrow();
    try {
      return readings != null ? readings(tariff) : vend(tariff);
    } catch (IllegalArgumentException e) {
      System.err.println("paywatt: " + e.getMessage());
      return 1;
    }
  }

  private int readings(Tariff tariff) throws IOException {
    List<RegisterReading> read = ReadingsFile.read(existing(readings).toString(), text(readings), tariff.zone());
    TierUsage usage = new TierUsage(Map.of());
    Bill.used(tariff, household(), usage, read.get(0).at(), whole(used, SMALL_DIGITS, "--used"));
    Bill bill = Bill.of(tariff, household(), usage, read);
    if (json) {
      System.out.println(Json.write(PriceJson.of(bill)));
    } else {
      PriceText.print(bill, lines);
    }
    return 0;
  }

  private int vend(Tariff tariff) throws IOException {
    Instant time = LocalTimes.parse(at, tariff.zone()).orElseThrow(() -> wrong("--at is '" + at
        + "', a time such as 2026-01-31T08:00Z, 2026-01-31T08:00 or 2026-01-31 is expected"));
    TierUsage usage = new TierUsage(Map.of());
    if (bought != null) {
      Vend.bought(tariff, household(), usage, time, whole(bought, SMALL_DIGITS, "--bought"));
    }
    VendQuote quote = vend != null ? Vend.forMoney(tariff, household(), usage, time, whole(vend, NANO_DIGITS, "--vend"))
        : Vend.forEnergy(tariff, household(), usage, time, whole(vendEnergy, SMALL_DIGITS, "--vend-kwh"));
    if (json) {
      System.out.println(Json.write(PriceJson.of(tariff, quote)));
    } else {
      PriceText.print(tariff, quote);
    }
    return 0;
  }

  private Household household() throws IOException {
    Household told = account == null ? Household.NONE : HouseholdFile.read(existing(account).toString(), text(account));
    return new Household(people == null ? told.people() : people,
        loadKw == null ? told.loadW() : whole(loadKw, SMALL_DIGITS, "--load-kw"), told.freeWh(), told.tierLimitsWh(),
        told.discountPpm());
  }

  private long whole(BigDecimal value, int digits, String option) {
    try {
      long whole = value.movePointRight(digits).longValueExact();
      if (whole >= 0) {
        return whole;
      }
    } catch (ArithmeticException e) {
      // told below
    }
    throw wrong(option + " is " + value.toPlainString() + ", a number with at most " + digits + " decimals is expected");
  }

  private Path existing(Path path) {
    if (!Files.isRegularFile(path)) {
      throw wrong("no such file: " + path);
    }
    return path;
  }

  private static String text(Path path) throws IOException {
    return Files.readString(path, StandardCharsets.UTF_8);
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), "paywatt: " + what);
  }
}
