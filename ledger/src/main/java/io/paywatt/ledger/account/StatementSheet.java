package io.paywatt.ledger.account;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole statement for a person: what was used at one price on one day is one line, as it would be read on a bill.
 *
 * @param account      number
 * @param holder       who lives there
 * @param site         name of the site
 * @param room         name of the room
 * @param locale       language of the holder, such as zh-CN
 * @param currency     ISO 4217
 * @param from         inclusive
 * @param to           exclusive
 * @param openingNano  balance at the start, nano units
 * @param closingNano  balance at the end; always the opening balance and all lines
 * @param lines        in the order of time; of a day what was used comes last
 */
public record StatementSheet(String account, String holder, String site, String room, String locale, String currency,
    Instant from, Instant to, long openingNano, long closingNano, List<Posted> lines) {
  /** The same with another name on it. */
  public StatementSheet withHolder(String other) {
    return new StatementSheet(account, other, site, room, locale, currency, from, to, openingNano, closingNano, lines);
  }

  /** Joins the lines of each day, and counts the balance anew after each. */
  static List<Posted> byDay(List<Posted> lines, long openingNano, ZoneId zone) {
    List<Posted> joined = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= lines.size(); i++) {
      if (i == lines.size() || !day(lines.get(i), zone).equals(day(lines.get(from), zone))) {
        long before = joined.isEmpty() ? openingNano : joined.get(joined.size() - 1).balanceNano();
        joined.addAll(joined(lines.subList(from, i), before));
        from = i;
      }
    }
    return joined;
  }

  private static LocalDate day(Posted line, ZoneId zone) {
    return LocalDate.ofInstant(line.at(), zone);
  }

  private static List<Posted> joined(List<Posted> day, long openingNano) {
    List<Posted> all = new ArrayList<>(day.stream().filter(line -> line.charge() == null).toList());
    List<Posted> used = new ArrayList<>();
    day.stream().filter(line -> line.charge() != null).forEach(line -> join(used, line));
    all.addAll(used);
    long[] balance = {openingNano};
    return all.stream().map(line -> new Posted(line.at(), line.kind(), line.key(), line.nano(), balance[0] += line.nano(),
        line.charge())).toList();
  }

  private static void join(List<Posted> used, Posted line) {
    for (int i = 0; i < used.size(); i++) {
      Posted same = used.get(i);
      if (same.charge().isLike(line.charge())) {
        used.set(i, new Posted(line.at(), line.kind(), line.key(), same.nano() + line.nano(), line.balanceNano(),
            same.charge().joined(line.charge())));
        return;
      }
    }
    used.add(line);
  }
}
