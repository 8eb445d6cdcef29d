package io.paywatt.console.routes;

import java.util.List;

/**
 * A step of a route.
 *
 * @param kind        choice, bean, to, ...
 * @param description in words, or null
 * @param total       messages that entered it
 * @param failed      of these, those that failed in it
 * @param branches    what it chooses from or repeats; null: nothing is inside
 */
public record RouteStep(String id, String kind, String description, long total, long failed, List<Branch> branches) {

  /** @param label when it is taken, or null */
  public record Branch(String label, List<RouteStep> steps) {}
}
