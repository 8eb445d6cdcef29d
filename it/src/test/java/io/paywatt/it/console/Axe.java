package io.paywatt.it.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** axe-core in the page: what keeps people out who can't see, or use no mouse. */
final class Axe {
  private static final String SCRIPT = load();
  private static final String RUN = "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']})"
      + ".then(found => done(found.violations.filter(it => ['serious', 'critical'].includes(it.impact))"
      + ".flatMap(it => it.nodes.map(node => it.id + ' ' + node.target + ' ' + node.failureSummary))),"
      + " error => done(['' + error]))";

  private Axe() {}

  /** All that is serious or critical on the page as it is shown. */
  @SuppressWarnings("unchecked")
  static List<String> seriousIn(Browser browser) {
    if (!(Boolean) browser.run("return !!window.axe")) {
      browser.run(SCRIPT);
    }
    return (List<String>) browser.runLater(RUN);
  }

  private static String load() {
    try (var in = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
