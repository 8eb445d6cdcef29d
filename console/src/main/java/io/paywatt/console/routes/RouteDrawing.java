package io.paywatt.console.routes;

import java.util.List;

/** A route with its steps. */
public record RouteDrawing(RouteView route, From from, List<RouteStep> steps) {

  /** Where messages come from. @param uri without its parameters @param description in words, or null */
  public record From(String uri, String description) {}
}
