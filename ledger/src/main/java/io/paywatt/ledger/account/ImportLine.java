package io.paywatt.ledger.account;

import java.util.List;
import java.util.Objects;
import io.paywatt.ledger.tariff.Utility;

/**
 * One good line of an import.
 *
 * @param line        line in the file, from 1
 * @param phone       or null
 * @param openingNano opening balance, nano units; below zero: emergency credit that was used
 * @param debtNano    what is owed besides the balance, nano units
 * @param openingWh   opening balance of an account that holds kWh, Wh
 * @param registerWh  register now, the consumption is counted from here; litres for water and gas
 * @param utility     what the meter measures
 * @param address     the meter's name in the language of its make, or null: its serial
 * @param gateway     transmitter it hangs on, or null
 */
record ImportLine(long line, String site, String room, String account, String holder, String phone, String locale,
    String meter, String make, String tariff, long openingNano, long debtNano, long openingWh, long registerWh,
    int multiplier, Utility utility, String address, String gateway) {
  static final List<String> COLUMNS = List.of("site", "room", "account", "holder", "phone", "locale", "meter", "make",
      "tariff", "opening_balance", "register_wh", "multiplier");
  /** May be left out. */
  static final List<String> MORE_COLUMNS = List.of("utility", "opening_debt", "emergency_used", "opening_kwh", "address",
      "gateway");

  /** Where it is found, on its gateway; null without one. */
  String place() {
    return gateway == null ? null : (address == null ? meter : address) + " on " + gateway;
  }

  /** Whether it says more of the account than that it has this meter. */
  boolean brings() {
    return openingNano != 0 || debtNano != 0 || openingWh != 0;
  }

  /** The first column in which another line of the same account says something else, or null. */
  String differsFrom(ImportLine first) {
    if (!site.equals(first.site)) {
      return "site";
    }
    if (!room.equals(first.room)) {
      return "room";
    }
    if (!holder.equals(first.holder)) {
      return "holder";
    }
    if (!Objects.equals(phone, first.phone)) {
      return "phone";
    }
    if (!locale.equals(first.locale)) {
      return "locale";
    }
    if (debtNano != 0 && debtNano != first.debtNano) {
      return "opening_debt";
    }
    if (openingWh != 0 && openingWh != first.openingWh) {
      return "opening_kwh";
    }
    return openingNano != 0 && openingNano != first.openingNano ? "opening_balance" : null;
  }
}
