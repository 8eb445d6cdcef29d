package io.paywatt.console.meters;

import java.util.List;
import io.paywatt.ledger.usage.LoadHour;

/** A load curve. @param items one for each hour of the day @param next always null @param unit of average and peak: W or l/h */
record Load(List<LoadHour> items, String next, String unit) {}
