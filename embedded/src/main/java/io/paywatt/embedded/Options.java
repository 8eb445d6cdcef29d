package io.paywatt.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Command line of the embedded servers.
 *
 * @param data folder that keeps everything, absolute
 * @param binaries folder the MariaDB binaries are unpacked to; null: inside the data folder
 * @param databasePort 0: the one used before, or any free port
 * @param databaseMemory megabytes that MariaDB may keep data in
 * @param mqttPort 0: the one used before, or any free port
 * @param mqttHost address the broker listens on
 * @param door how meters come to the broker
 * @param database whether MariaDB is wanted
 * @param mqtt whether the broker is wanted
 * @param owner pid of the process to end with; 0: none
 */
record Options(Path data, Path binaries, int databasePort, int databaseMemory, int mqttPort, String mqttHost, MeterDoor door,
    boolean database, boolean mqtt, long owner) {
  static final String USAGE = """
      usage: Embedded --data DIR [--database-port N] [--mqtt-port N] [--mqtt-host ADDRESS] [--binaries DIR]
                      [--database-memory MB] [--mqtt-prefix P] [--meter-credentials shared|required]
                      [--meter-publish FILTERS] [--meter-hear FILTERS]
                      [--mqtt-tls-port N --mqtt-certificate FILE --mqtt-key FILE [--mqtt-client-ca FILE]
                       [--mqtt-tls-host ADDRESS]]
                      [--no-database] [--no-mqtt] [--owner PID]
        --data DIR          folder that keeps the data of both servers
        --database-port N   port of MariaDB, default 3316; 0: the one used before, or any free one
        --database-memory MB   memory MariaDB may keep data in, default 512; taken as data come to need it
        --mqtt-port N       port of the MQTT broker, default 1883; 0: the one used before, or any free one
        --mqtt-host ADDRESS address the broker listens on, default 127.0.0.1
        --mqtt-prefix P     first part of the topics, default paywatt
        --meter-credentials required: each meter needs a password or certificate of its own; shared (default): the one
                            account will do
        --meter-publish, --meter-hear   further topics of a meter with credentials of its own, with commas between them;
                            %u stands for its user
        --mqtt-tls-port N   a port with TLS for meters from the network
        --mqtt-tls-host A   address of that port, default 0.0.0.0
        --mqtt-certificate, --mqtt-key   PEM files of the broker
        --mqtt-client-ca    PEM file of authorities whose certificates prove a meter's serial by their common name
        --binaries DIR      where the MariaDB binaries are unpacked, default DIR/mariadb/base
        --no-database       start no MariaDB
        --no-mqtt           start no broker
        --owner PID         end when that process has ended""";

  private static final Set<String> FLAGS = Set.of("--no-database", "--no-mqtt");
  private static final Set<String> VALUES = Set.of("--data", "--binaries", "--database-port", "--database-memory", "--mqtt-port", "--mqtt-host",
      "--mqtt-prefix", "--meter-credentials", "--meter-publish", "--meter-hear", "--mqtt-tls-port", "--mqtt-tls-host", "--mqtt-certificate", "--mqtt-key",
      "--mqtt-client-ca", "--owner");
  private static final int MOST_PORT = 65535;
  private static final int LEAST_MEMORY = 64;
  private static final int MOST_MEMORY = 1_000_000;

  /** The command line is wrong; the message says how. */
  static final class Misuse extends RuntimeException {
    private static final long serialVersionUID = 1;

    Misuse(String message) {
      super(message + System.lineSeparator() + USAGE);
    }
  }

  /** @throws Misuse naming the argument, its value and what is allowed */
  static Options parse(String... args) {
    Map<String, String> given = given(args);
    if (!given.containsKey("--data")) {
      throw new Misuse("--data is missing");
    }
    return new Options(path(given, "--data"), path(given, "--binaries"), number(given, "--database-port", 3316, MOST_PORT),
        number(given, "--database-memory", 512, LEAST_MEMORY, MOST_MEMORY), number(given, "--mqtt-port", 1883, MOST_PORT), given.getOrDefault("--mqtt-host", "127.0.0.1"), door(given),
        !given.containsKey("--no-database"), !given.containsKey("--no-mqtt"), number(given, "--owner", 0, Integer.MAX_VALUE));
  }

  private static MeterDoor door(Map<String, String> given) {
    String credentials = given.getOrDefault("--meter-credentials", "shared");
    if (!credentials.equals("shared") && !credentials.equals("required")) {
      throw new Misuse("--meter-credentials is '" + credentials + "', allowed are shared, required");
    }
    MeterDoor door = new MeterDoor(given.getOrDefault("--mqtt-prefix", "paywatt"), credentials.equals("required"),
        number(given, "--mqtt-tls-port", 0, MOST_PORT), given.getOrDefault("--mqtt-tls-host", "0.0.0.0"),
        path(given, "--mqtt-certificate"), path(given, "--mqtt-key"), path(given, "--mqtt-client-ca"),
        DeviceTopics.of(given.getOrDefault("--meter-publish", ""), given.getOrDefault("--meter-hear", "")));
    if (door.isOpen() && (door.certificate() == null || door.key() == null)) {
      throw new Misuse("--mqtt-tls-port needs --mqtt-certificate and --mqtt-key");
    }
    return door;
  }

  private static Map<String, String> given(String[] args) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < args.length; i++) {
      String name = args[i];
      if (!FLAGS.contains(name) && !VALUES.contains(name)) {
        throw new Misuse("Unknown argument '" + name + "'");
      }
      if (VALUES.contains(name) && i + 1 >= args.length) {
        throw new Misuse(name + " needs a value");
      }
      given.put(name, VALUES.contains(name) ? args[++i] : "");
    }
    return given;
  }

  private static Path path(Map<String, String> given, String name) {
    return given.containsKey(name) ? Path.of(given.get(name)).toAbsolutePath().normalize() : null;
  }

  private static int number(Map<String, String> given, String name, int preset, int most) {
    return number(given, name, preset, 0, most);
  }

  private static int number(Map<String, String> given, String name, int preset, int least, int most) {
    if (!given.containsKey(name)) {
      return preset;
    }
    try {
      int number = Integer.parseInt(given.get(name));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the message below
    }
    throw new Misuse(name + " is '" + given.get(name) + "', allowed are " + least + " to " + most);
  }
}
