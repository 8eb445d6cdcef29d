package io.paywatt.hub.config;

import java.util.List;

/** The configuration is wrong; {@link #problems()} names every fault. */
public final class SettingsRejected extends RuntimeException {
  private final transient List<String> problems;

  SettingsRejected(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /** One line a fault. */
  public List<String> problems() {
    return problems;
  }
}
