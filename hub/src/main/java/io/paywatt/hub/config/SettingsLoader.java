package io.paywatt.hub.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import io.paywatt.ledger.yaml.Nearest;

/**
 * Reads the configuration: system property over environment over config/application.properties over preset. All faults
 * are found at once.
 */
public final class SettingsLoader {
  private static final String SECRET_FILE = "file:";
  private static final String HOME = "paywatt.home";
  /** Of the process, not of its configuration. */
  private static final Set<String> NO_KEYS = Set.of(HOME, "paywatt.log.level");

  private final Path home;
  private final Path file;
  private final Map<String, String> environment;
  private final Properties system;
  private final List<String> problems = new ArrayList<>();
  private VaultSecrets vault;

  /** @param home folder of the installation */
  public SettingsLoader(Path home, Map<String, String> environment, Properties system) {
    this.home = home.toAbsolutePath().normalize();
    this.file = this.home.resolve(environment.getOrDefault("PAYWATT_CONFIG", "config/application.properties"));
    this.environment = environment;
    this.system = system;
  }

  /** The loader for this process: home is -Dpaywatt.home or the working directory. */
  public static SettingsLoader ofProcess() {
    return new SettingsLoader(Path.of(System.getProperty(HOME, ".")), System.getenv(), System.getProperties());
  }

  /** @throws SettingsRejected naming every fault with key, value, what is allowed and where */
  public Settings load() {
    Map<String, PropertyLines.Line> lines = readFile();
    Properties others = new Properties();
    lines.forEach((name, line) -> sortOut(name, line, others));
    system.stringPropertyNames().stream().filter(name -> name.startsWith("paywatt.") && !NO_KEYS.contains(name)).sorted()
        .forEach(name -> known(name, "-D" + name));
    Map<Key, Settings.Origin> values = values(lines, others);
    SettingsRules.check(home, values, problems);
    if (!problems.isEmpty()) {
      throw new SettingsRejected(problems);
    }
    return new Settings(home, values, others);
  }

  private Map<Key, Settings.Origin> values(Map<String, PropertyLines.Line> lines, Properties others) {
    Map<Key, Settings.Origin> values = new LinkedHashMap<>();
    try (VaultSecrets secrets = new VaultSecrets(others)) {
      vault = secrets;
      for (Key key : Keys.all()) {
        Settings.Origin origin = origin(key, lines.get(key.name()));
        if (origin != null) {
          values.put(key, origin);
        }
      }
    }
    return values;
  }

  private Map<String, PropertyLines.Line> readFile() {
    if (!Files.exists(file)) {
      if (environment.containsKey("PAYWATT_CONFIG")) {
        problems.add("PAYWATT_CONFIG: no such file: " + file);
      }
      return Map.of();
    }
    try {
      return PropertyLines.read(Files.readString(file), problems, shown(file));
    } catch (IOException e) {
      problems.add(shown(file) + ": can't be read as UTF-8 text: " + e.getMessage());
      return Map.of();
    }
  }

  private void sortOut(String name, PropertyLines.Line line, Properties others) {
    if (!name.startsWith("paywatt.")) {
      others.setProperty(name, line.value());
    } else {
      known(name, shown(file) + ":" + line.number());
    }
  }

  private void known(String name, String where) {
    if (Keys.named(name).isEmpty()) {
      problems.add(where + ": " + name + " is no key of PayWatt"
          + Nearest.hint(name, Keys.all().stream().map(Key::name).toList()));
    }
  }

  private Settings.Origin origin(Key key, PropertyLines.Line line) {
    String given = system.getProperty(key.name());
    if (given != null) {
      return read(key, given, "-D" + key.name());
    }
    given = environment.get(key.environment());
    if (given != null) {
      return read(key, given, "environment variable " + key.environment());
    }
    if (line != null) {
      return read(key, line.value(), shown(file) + ":" + line.number());
    }
    return key.preset() == null ? null : read(key, key.preset(), "preset");
  }

  private Settings.Origin read(Key key, String text, String where) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return key.preset() == null ? null : read(key, key.preset(), "preset");
    }
    if (key.secret() && stripped.startsWith(SECRET_FILE)) {
      return readFile(key, home.resolve(stripped.substring(SECRET_FILE.length())), where);
    }
    if (key.secret() && VaultSecrets.isPlace(stripped)) {
      return readVault(key, stripped, where);
    }
    try {
      return new Settings.Origin(stripped, key.type().read(stripped), where, stripped);
    } catch (RuntimeException e) {
      problems.add(where + ": " + key.name() + " is " + (key.secret() ? "not right" : "'" + stripped + "'")
          + "; allowed is " + key.type().allowed());
      return null;
    }
  }

  private Settings.Origin readFile(Key key, Path secret, String where) {
    try {
      String text = Files.readString(secret).strip();
      return new Settings.Origin(text, key.type().read(text), where, SECRET_FILE + secret);
    } catch (IOException e) {
      problems.add(where + ": " + key.name() + " is 'file:" + shown(secret) + "': no file that can be read there");
    } catch (RuntimeException e) {
      problems.add(where + ": " + key.name() + ": the content of " + shown(secret) + " is not right; allowed is "
          + key.type().allowed());
    }
    return null;
  }

  private Settings.Origin readVault(Key key, String place, String where) {
    try {
      String text = vault.read(place);
      return new Settings.Origin(text, key.type().read(text), where, text);
    } catch (VaultSecrets.VaultFailure e) {
      problems.add(where + ": " + key.name() + " is '" + place + "': the vault gave no secret: " + e.getMessage());
    } catch (RuntimeException e) {
      problems.add(where + ": " + key.name() + ": what " + place + " holds is not right; allowed is " + key.type().allowed());
    }
    return null;
  }

  private String shown(Path path) {
    return path.startsWith(home) ? home.relativize(path).toString() : path.toString();
  }

  /** For the check of single lines. */
  static Properties parse(String line) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(line));
    return properties;
  }
}
