package io.paywatt.hub.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The configuration as it is: read once, checked, sealed. Printed without secrets.
 *
 * <p>Paths are taken from {@link #home()}, so that it does not matter where the hub was started.
 */
public final class Settings {
  /**
   * A value with the place it came from (file:line, environment variable, system property or preset).
   *
   * @param given as configured; differs from text for a secret in a file, where it is {@code file:} and an absolute path
   */
  record Origin(String text, Object value, String where, String given) {}

  private final Path home;
  private final Map<Key, Origin> values;
  private final Properties others;

  Settings(Path home, Map<Key, Origin> values, Properties others) {
    this.home = home;
    this.values = Map.copyOf(values);
    this.others = others;
  }

  /** Folder of the installation: routes/, config/ and the launcher are below it. */
  public Path home() {
    return home;
  }

  /** Whether the key has a value, given or preset. */
  public boolean has(Key key) {
    return values.containsKey(key);
  }

  /** The value as text, or null when there is none. */
  public String text(Key key) {
    Origin origin = values.get(key);
    return origin == null ? null : origin.text();
  }

  /** The value of a secret for {@code io.paywatt.adapter.Secret}: its text or {@code file:/path}; null when there is none. */
  public String secret(Key key) {
    Origin origin = values.get(key);
    return origin == null ? null : origin.given();
  }

  /** The value in the type of the key, or null when there is none. */
  @SuppressWarnings("unchecked")
  public <T> T get(Key key) {
    Origin origin = values.get(key);
    return origin == null ? null : (T) origin.value();
  }

  /** A list value; empty when there is none. */
  public List<String> list(Key key) {
    List<String> list = get(key);
    return list == null ? List.of() : list;
  }

  /** A file or folder named by the key, or null when there is none. */
  public Path path(Key key) {
    return has(key) ? home.resolve(text(key)) : null;
  }

  /** Where the value came from. */
  public String where(Key key) {
    Origin origin = values.get(key);
    return origin == null ? "not set" : origin.where();
  }

  /** Everything a route may use as {{key}}: all set keys, and the integrator's own from application.properties. */
  public Properties placeholders() {
    Properties all = new Properties();
    all.putAll(others);
    values.forEach((key, origin) -> all.setProperty(key.name(), origin.text()));
    return all;
  }

  /** Key to value and origin for people, secrets masked. */
  public Map<String, String> printable() {
    Map<String, String> lines = new LinkedHashMap<>();
    shown().forEach((name, value) -> lines.put(name, value.value() + "  (" + value.source() + ")"));
    return lines;
  }

  /** A value as it may be shown. @param source where it comes from, in words */
  public record Shown(String value, String source) {}

  /** What is set, by key, secrets as stars. */
  public Map<String, Shown> shown() {
    Map<String, Shown> all = new LinkedHashMap<>();
    Keys.all().stream().filter(this::has)
        .forEach(key -> all.put(key.name(), new Shown(key.secret() ? "***" : text(key), where(key))));
    return all;
  }
}
