package io.paywatt.embedded;

import java.nio.file.Path;

/**
 * Command line of the embedded servers.
 *
 * @param data folder that keeps everything, absolute
 * @param binaries folder the MariaDB binaries are unpacked to; null: inside the data folder
 * @param databasePort 0: the one used before, or any free port
 * @param mqttPort 0: the one used before, or any free port
 * @param mqttHost address the broker listens on
 * @param database whether MariaDB is wanted
 * @param mqtt whether the broker is wanted
 * @param owner pid of the process to end with; 0: none
 */
record Options(Path data, Path binaries, int databasePort, int mqttPort, String mqttHost, boolean database,
    boolean mqtt, long owner) {
  static final String USAGE = """
      usage: Embedded --data DIR [--database-port N] [--mqtt-port N] [--mqtt-host ADDRESS] [--binaries DIR]
                      [--no-database] [--no-mqtt] [--owner PID]
        --data DIR          folder that keeps the data of both servers
        --database-port N   port of MariaDB, default 3316; 0: the one used before, or any free one
        --mqtt-port N       port of the MQTT broker, default 1883; 0: the one used before, or any free one
        --mqtt-host ADDRESS address the broker listens on, default 127.0.0.1
        --binaries DIR      where the MariaDB binaries are unpacked, default DIR/mariadb/base
        --no-database       start no MariaDB
        --no-mqtt           start no broker
        --owner PID         end when that process has ended""";

  /** The command line is wrong; the message says how. */
  static final class Misuse extends RuntimeException {
    private static final long serialVersionUID = 1;

    Misuse(String message) {
      super(message + System.lineSeparator() + USAGE);
    }
  }

  static Options parse(String... args) {
    Path data = null;
    Path binaries = null;
    int databasePort = 3316;
    int mqttPort = 1883;
    String mqttHost = "127.0.0.1";
    boolean database = true;
    boolean mqtt = true;
    long owner = 0;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--data" -> data = path(args, ++i);
        case "--binaries" -> binaries = path(args, ++i);
        case "--database-port" -> databasePort = port(args, ++i);
        case "--mqtt-port" -> mqttPort = port(args, ++i);
        case "--mqtt-host" -> mqttHost = value(args, ++i);
        case "--no-database" -> database = false;
        case "--no-mqtt" -> mqtt = false;
        case "--owner" -> owner = number(args, ++i, Integer.MAX_VALUE);
        default -> throw new Misuse("Unknown argument '" + args[i] + "'");
      }
    }
    if (data == null) {
      throw new Misuse("--data is missing");
    }
    return new Options(data, binaries, databasePort, mqttPort, mqttHost, database, mqtt, owner);
  }

  private static Path path(String[] args, int at) {
    return Path.of(value(args, at)).toAbsolutePath().normalize();
  }

  private static int port(String[] args, int at) {
    return number(args, at, 65535);
  }

  private static int number(String[] args, int at, int most) {
    String text = value(args, at);
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the message below
    }
    throw new Misuse(args[at - 1] + " is '" + text + "', allowed are 0 to " + most);
  }

  private static String value(String[] args, int at) {
    if (at >= args.length) {
      throw new Misuse(args[at - 1] + " needs a value");
    }
    return args[at];
  }
}
