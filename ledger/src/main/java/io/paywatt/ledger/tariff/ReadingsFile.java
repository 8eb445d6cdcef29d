package io.paywatt.ledger.tariff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads registers from CSV: a column {@code at}, one of energyWh, kWh, l or m3, and any tariff registers in the same unit. */
public final class ReadingsFile {
  private static final Map<String, Integer> UNITS = Map.of("energyWh", 0, "Wh", 0, "kWh", 3, "l", 0, "m3", 3);
  private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true)
      .setIgnoreSurroundingSpaces(true).get();

  private final String path;
  private final ZoneId zone;
  private final List<String> faults = new ArrayList<>();
  private final List<RegisterReading> readings = new ArrayList<>();

  private ReadingsFile(String path, ZoneId zone) {
    this.path = path;
    this.zone = zone;
  }

  /**
   * The readings in the order of time, at least two.
   *
   * @param path as shown in messages
   * @param zone of local times
   * @throws TariffRejected when something is wrong, with file:line
   */
  public static List<RegisterReading> read(String path, String text, ZoneId zone) {
    ReadingsFile file = new ReadingsFile(path, zone);
    try (CSVParser parser = CSVParser.parse(text.startsWith("\uFEFF") ? text.substring(1) : text, CSV)) {
      file.read(parser);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      file.faults.add(path + ":1: is no CSV with a header: " + e.getMessage());
    }
    if (file.faults.isEmpty() && file.readings.size() < 2) {
      file.faults.add(path + ":1: two readings or more are expected, consumption is what a register rises between them");
    }
    if (!file.faults.isEmpty()) {
      throw new TariffRejected(file.faults);
    }
    return file.readings;
  }

  private void read(CSVParser parser) {
    List<String> header = parser.getHeaderNames();
    List<String> energy = header.stream().filter(UNITS::containsKey).toList();
    if (!header.contains("at") || energy.size() != 1) {
      faults.add(path + ":1: the columns are " + String.join(",", header)
          + "; at and one of energyWh, kWh, l, m3 are expected, others are tariff registers");
      return;
    }
    for (CSVRecord row : parser) {
      long line = parser.getCurrentLineNumber();
      if (row.isConsistent()) {
        row(row, line, energy.get(0));
      } else {
        faults.add(path + ":" + line + ": has " + row.size() + " values, " + header.size() + " are expected");
      }
    }
  }

  private void row(CSVRecord row, long line, String energy) {
    Optional<Instant> at = LocalTimes.parse(row.get("at"), zone);
    if (at.isEmpty()) {
      faults.add(path + ":" + line + ": at is '" + row.get("at")
          + "', a time such as 2026-01-31T08:00Z, 2026-01-31T08:00 or 2026-01-31 is expected");
    }
    Map<String, Long> registers = new HashMap<>();
    row.toMap().forEach((column, value) -> {
      if (!column.equals("at") && !(value.isBlank() && !column.equals(energy))) {
        wh(line, column, value, UNITS.get(energy)).ifPresent(wh -> registers.put(column, wh));
      }
    });
    Long total = registers.remove(energy);
    if (at.isPresent() && total != null) {
      add(new RegisterReading(at.get(), total, registers), line, row.get("at"), UNITS.get(energy));
    }
  }

  private Optional<Long> wh(long line, String column, String value, int digits) {
    if (!value.matches("\\d{1,12}(\\.\\d{1,6})?")) {
      faults.add(path + ":" + line + ": " + column + " is '" + value + "', a register such as 1234.5 is expected");
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(value).movePointRight(digits).longValueExact());
    } catch (ArithmeticException e) {
      faults.add(path + ":" + line + ": " + column + " is '" + value + "', which is no whole number of "
          + (digits == 0 ? column : "thousandths of " + column));
      return Optional.empty();
    }
  }

  private void add(RegisterReading next, long line, String at, int digits) {
    RegisterReading last = readings.isEmpty() ? next : readings.get(readings.size() - 1);
    if (last != next && !next.at().isAfter(last.at())) {
      faults.add(path + ":" + line + ": at is " + at + ", each reading has to be later than the one before");
    } else if (next.energyWh() < last.energyWh()) {
      faults.add(path + ":" + line + ": the register falls from " + BigDecimal.valueOf(last.energyWh(), digits) + " to "
          + BigDecimal.valueOf(next.energyWh(), digits));
    }
    readings.add(next);
  }
}
