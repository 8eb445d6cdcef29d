package io.paywatt.ledger.store;

import java.util.List;

/** Part of a list. @param next what to ask for the following part, or null at the end */
public record Page<T>(List<T> items, String next) {}
