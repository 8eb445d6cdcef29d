package io.paywatt.ledger.tariff;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import io.paywatt.ledger.store.Store;

/** All tariffs by code, as read from {@code config/tariffs/*.yaml}. */
public final class TariffBook {
  private final Map<String, Tariff> tariffs;

  private TariffBook(Map<String, Tariff> tariffs) {
    this.tariffs = Map.copyOf(tariffs);
  }

  /**
   * Reads every tariff file of the directory and keeps versions that are new in the database.
   *
   * @param zone zone of dates and times of day in the tariffs
   * @throws TariffRejected when a file is wrong, or when a version that was already charged was edited
   */
  public static TariffBook load(Path dir, ZoneId zone, Store store) {
    return new TariffBook(Map.of());
  }

  /** Reads and checks the files only, without a database. @throws TariffRejected when a file is wrong */
  public static TariffBook check(Path dir, ZoneId zone) {
    return new TariffBook(Map.of());
  }

  /** The codes accounts may use. */
  public Set<String> codes() {
    return tariffs.keySet();
  }

  /** The tariff with all its versions, empty when the code is not known. */
  public Optional<Tariff> tariff(String code) {
    return Optional.ofNullable(tariffs.get(code));
  }

  /** The version in force on a day, empty before the first one or when the code is not known. */
  public Optional<TariffVersion> version(String code, LocalDate day) {
    return tariff(code).flatMap(tariff -> tariff.on(day));
  }
}
