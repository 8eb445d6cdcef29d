package io.paywatt.it.provider;

import io.paywatt.simulator.http.HttpCaller;

/** What the hub told a provider. */
public record Told(int status, String body) {
  /** An answer as the simulators keep it. */
  public static Told of(HttpCaller.Answer answer) {
    return new Told(answer.status(), answer.text());
  }
}
