package io.paywatt.hub.config;

import java.util.Properties;
import org.apache.camel.main.Main;

/**
 * Secrets that stay in a vault: a value such as {@code {{hashicorp:secret:paywatt#wechat-key}}} is read by Camel's own
 * properties function of that name, once, at the start.
 */
final class VaultSecrets implements AutoCloseable {
  private static final String LINES = "camel.vault.";

  private final Properties lines;
  private Main camel;

  /** @param others lines of the configuration file for Camel; those that begin with camel.vault. say where the vault is */
  VaultSecrets(Properties others) {
    this.lines = new Properties();
    others.stringPropertyNames().stream().filter(name -> name.startsWith(LINES))
        .forEach(name -> lines.setProperty(name, others.getProperty(name)));
  }

  /** Whether the text names a secret instead of being one. */
  static boolean isPlace(String text) {
    return text.startsWith("{{") && text.endsWith("}}");
  }

  /** @throws VaultFailure when there is no such secret, or the vault does not answer */
  String read(String place) {
    try {
      if (camel == null) {
        camel = started();
      }
      return camel.getCamelContext().resolvePropertyPlaceholders(place).strip();
    } catch (Exception e) {
      throw new VaultFailure(cause(e));
    }
  }

  private Main started() {
    Main main = new Main();
    main.setDefaultPropertyPlaceholderLocation("false");
    main.setOverrideProperties(lines);
    main.configure().setAutoConfigurationLogSummary(false);
    main.init();
    return main;
  }

  private static String cause(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage();
  }

  @Override
  public void close() {
    if (camel != null) {
      camel.shutdown();
    }
  }

  /** No secret came; the message says why. */
  static final class VaultFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    VaultFailure(String why) {
      super(why);
    }
  }
}
