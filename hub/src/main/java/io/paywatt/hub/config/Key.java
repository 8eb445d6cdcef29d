package io.paywatt.hub.config;

/**
 * One configuration key: what it means and what is allowed. The reference file config/application.properties is checked
 * against these.
 *
 * @param name      {@code paywatt.a.b-c}; the environment variable is {@link #environment()}
 * @param type      how the text is read
 * @param preset    value when none is given, or null: there is none
 * @param secret    never printed
 */
public record Key(String name, Type type, String preset, boolean secret) {
  /** The environment variable that sets this key: PAYWATT_A_B_C. */
  public String environment() {
    return name.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
