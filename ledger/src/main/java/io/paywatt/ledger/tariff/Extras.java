package io.paywatt.ledger.tariff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a version charges beside energy. Its items have places: energy is 0, then come the charges, the discount agreed with
 * a household, the shares in their order (discounts, fees, taxes), and last the minimum bill.
 *
 * @param charges fixed charges
 * @param shares  discounts, fees, taxes
 * @param minimum of a month, or null
 * @param vend    limits of a purchase
 * @param titles  of charges and shares that have one: by name, then language
 */
record Extras(List<FixedCharge> charges, List<Share> shares, MinimumBill minimum, VendRules vend,
    Map<String, Map<String, String>> titles) {
  static final Extras NONE = new Extras(List.of(), List.of(), null, VendRules.ANY, Map.of());
  /** Place of energy. */
  static final int ENERGY = 0;
  /** Stands for the money tendered, which is no item. */
  static final int VEND = -1;

  int items() {
    return 3 + charges.size() + shares.size();
  }

  int householdPlace() {
    return 1 + charges.size();
  }

  int minimumPlace() {
    return items() - 1;
  }

  int sharePlace(int share) {
    return 2 + charges.size() + share;
  }

  /** Kind of the item at a place. */
  ChargeKind kind(int place) {
    if (place == ENERGY) {
      return ChargeKind.ENERGY;
    }
    if (place <= charges.size()) {
      return ChargeKind.FIXED;
    }
    if (place == householdPlace()) {
      return ChargeKind.DISCOUNT;
    }
    return place == minimumPlace() ? ChargeKind.MINIMUM : share(place).kind();
  }

  /** Name of the item at a place. */
  String name(int place) {
    if (place == ENERGY) {
      return "energy";
    }
    if (place <= charges.size()) {
      return charges.get(place - 1).name();
    }
    if (place == householdPlace()) {
      return "household";
    }
    return place == minimumPlace() ? "minimum" : share(place).name();
  }

  /** The discount, fee or tax at a place. */
  Share share(int place) {
    return shares.get(place - sharePlace(0));
  }

  boolean isShare(int place) {
    return place >= sharePlace(0) && place < minimumPlace();
  }

  boolean isInside(int place) {
    return isShare(place) && share(place).inside();
  }

  /** Places of the items of some kinds, in their order. */
  List<Integer> places(ChargeKind... kinds) {
    List<Integer> places = new ArrayList<>();
    for (int place = 0; place < items(); place++) {
      if (List.of(kinds).contains(kind(place)) && !isInside(place)) {
        places.add(place);
      }
    }
    return places;
  }

  boolean isNone() {
    return charges.isEmpty() && shares.isEmpty() && minimum == null;
  }
}
