package io.paywatt.ledger.tariff;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Energy of a bill: one sum for each month, version, tier, time of use and price, at the prices of the slab reached. */
final class BillEnergy {

  /** @param season row, with which a slab finds its new price */
  record Key(LocalDate month, LocalDate tierStart, TariffVersion version, int season, String period, int tier,
      String item, long pricePico) {}

  /** @param amount nano units */
  record Sum(long energyWh, long amount) {
    private Sum plus(Sum other) {
      return new Sum(Math.addExact(energyWh, other.energyWh), Math.addExact(amount, other.amount));
    }
  }

  private final Map<Key, Sum> sums = new LinkedHashMap<>();

  void add(Piece piece, long energyWh, long amount) {
    if (energyWh != 0 || amount != 0) {
      Day day = piece.span().day();
      put(new Key(day.monthStart(), day.tierStart(), day.version(), day.season(), piece.span().period(), piece.tier(),
          piece.item(), piece.pricePico()), new Sum(energyWh, amount));
    }
  }

  private void put(Key key, Sum sum) {
    sums.merge(key, sum, Sum::plus);
  }

  /** This month's sums come to the new prices; what earlier months of the tier period owe is a sum of its own. */
  void reprice(Day day, Slabs.Change change, long amount) {
    long left = amount;
    List<Key> old = sums.keySet().stream().filter(key -> key.item() == null && key.month().equals(day.monthStart())
        && key.version() == change.version() && change.tierStart().equals(key.tierStart())).toList();
    for (Key key : old) {
      Sum sum = sums.remove(key);
      int tier = Math.max(key.tier(), change.table().fromTier());
      long price = change.table().price(key.season(), key.version().periodRow(key.period()), key.tier());
      long more = Amounts.mulDivFloor(price - key.pricePico(), sum.energyWh(), Amounts.PICO_PER_NANO);
      put(new Key(key.month(), key.tierStart(), key.version(), key.season(), key.period(), tier, null, price),
          new Sum(sum.energyWh(), sum.amount() + more));
      left -= more;
    }
    // parts of a nano unit of fine prices are carried elsewhere
    if (Math.abs(left) > old.size()) {
      put(new Key(day.monthStart(), day.tierStart(), day.version(), day.season(), null, 0, ChargeLine.SLAB, 0),
          new Sum(0, left));
    }
  }

  Map<Key, Sum> sums() {
    return sums;
  }
}
