package io.paywatt.ledger.tariff;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Keeps every version that was ever loaded, and holds that one which was charged is never edited. */
final class TariffHistory {
  private record Kept(long id, String sha256) {}

  private TariffHistory() {}

  /** @throws TariffRejected when a charged version was edited */
  static void keep(Store store, List<TariffFile> files) {
    List<String> faults = store.inTransaction(handle -> {
      List<String> found = new ArrayList<>();
      for (TariffFile file : files) {
        for (TariffVersion version : file.tariff().versions()) {
          keep(handle, file, version, store.now()).ifPresent(found::add);
        }
      }
      return found;
    });
    if (!faults.isEmpty()) {
      throw new TariffRejected(faults);
    }
  }

  private static Optional<String> keep(Handle handle, TariffFile file, TariffVersion version, Instant now) {
    String sha256 = sha256(file.tariff().currency() + " " + version.canonical());
    Optional<Kept> kept = kept(handle, version);
    if (kept.isEmpty()) {
      insert(handle, file, version, sha256, now);
      return Optional.empty();
    }
    if (kept.get().sha256().equals(sha256)) {
      return Optional.empty();
    }
    if (isCharged(handle, version.code(), version.validFrom())) {
      return Optional.of(file.path() + ":" + file.lines().get(version.validFrom()) + ": version " + version.validFrom()
          + " of " + version.code() + " was already charged and can't be changed; add a version with a later validFrom");
    }
    handle.createUpdate("UPDATE tariff_version SET content = :content, sha256 = :sha, currency = :currency,"
            + " loaded_at = :now WHERE id = :id")
        .bind("content", file.text()).bind("sha", sha256).bind("currency", file.tariff().currency())
        .bind("now", Store.utc(now)).bind("id", kept.get().id()).execute();
    return Optional.empty();
  }

  private static Optional<Kept> kept(Handle handle, TariffVersion version) {
    return handle.createQuery("SELECT id, sha256 FROM tariff_version WHERE code = :c AND valid_from = :v")
        .bind("c", version.code()).bind("v", version.validFrom())
        .map((rs, ctx) -> new Kept(rs.getLong(1), rs.getString(2))).findFirst();
  }

  /** IGNORE: another hub node may start at the same moment. */
  private static void insert(Handle handle, TariffFile file, TariffVersion version, String sha256, Instant now) {
    handle.createUpdate("INSERT IGNORE INTO tariff_version (code, valid_from, currency, content, sha256, loaded_at)"
            + " VALUES (:code, :validFrom, :currency, :content, :sha, :now)")
        .bind("code", version.code()).bind("validFrom", version.validFrom()).bind("content", file.text())
        .bind("currency", file.tariff().currency()).bind("sha", sha256).bind("now", Store.utc(now)).execute();
  }

  /** Asked only about a version that was edited, so the scan does not matter. */
  private static boolean isCharged(Handle handle, String code, LocalDate validFrom) {
    return handle.createQuery("SELECT 1 FROM charge_line WHERE tariff = :c AND valid_from = :v LIMIT 1")
        .bind("c", code).bind("v", validFrom).mapTo(Integer.class).findFirst().isPresent();
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
