package io.paywatt.ledger.settlement;

import java.util.List;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * One day of one provider, ready for a page.
 *
 * @param date       business day of the provider, ISO 8601
 * @param from       its beginning, RFC 3339
 * @param to         its end, exclusive
 * @param state      waiting (the bill is not there yet) or settled
 * @param trouble    why the bill is not there yet, or null
 * @param bill       what was compared with, or null: none came, or the provider gives none
 * @param comparedAt RFC 3339, or null
 * @param totals     control totals ({@link ControlTotals}), or null
 * @param open       differences that need a person
 * @param waiting    differences that are being dealt with
 * @param resolved   differences that are closed
 * @param classes    differences by class
 */
public record SettlementView(String provider, String date, String from, String to, String state, String trouble,
    BillView bill, String comparedAt, JsonNode totals, long open, long waiting, long resolved, List<ClassView> classes) {
  /** @param source provider or statement */
  public record BillView(String source, String sha256, long lines, String loadedBy, String loadedAt) {}

  /** @param name the class, as in {@code ours-only} @param theirs sum in the bill @param ours sum in the ledger */
  public record ClassView(String name, Text title, long open, long waiting, long resolved, String currency, Long theirs,
      Long ours) {}
}
