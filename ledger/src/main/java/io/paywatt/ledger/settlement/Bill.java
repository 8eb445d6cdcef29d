package io.paywatt.ledger.settlement;

/**
 * A bill that was read.
 *
 * @param day      business day of the provider, ISO 8601
 * @param source   provider or statement
 * @param sha256   of the file as read
 * @param lines    how many
 * @param loadedBy who loaded it
 * @param loadedAt RFC 3339
 * @param known    true: the same bytes were there before and nothing changed
 */
public record Bill(long id, String provider, String day, String source, String sha256, long lines, String loadedBy,
    String loadedAt, boolean known) {}
