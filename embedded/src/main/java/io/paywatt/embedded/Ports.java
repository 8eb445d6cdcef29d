package io.paywatt.embedded;

import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Properties;

/** Chooses ports, and keeps those once chosen so that a restart does not move a server away from its clients. */
final class Ports {
  static final String DATABASE = "database";
  static final String MQTT = "mqtt";

  private final Path file;

  Ports(Path file) {
    this.file = file;
  }

  /**
   * @param wanted a port, or 0 for the one used before, or any free one
   * @throws StartFailure when the wanted port is taken
   */
  int choose(String server, int wanted) throws IOException {
    if (wanted != 0) {
      if (!isFree(wanted)) {
        throw taken(server, wanted);
      }
      return wanted;
    }
    int before = Integer.parseInt(StateFile.read(file).getProperty(server, "0"));
    return before != 0 && isFree(before) ? before : anyFree();
  }

  void remember(String server, int port) throws IOException {
    Properties all = StateFile.read(file);
    all.setProperty(server, Integer.toString(port));
    StringWriter text = new StringWriter();
    all.store(text, "Ports used last");
    PrivateFiles.write(file, text.toString());
  }

  static StartFailure taken(String server, int port) {
    String key = "paywatt." + server + ".port";
    return new StartFailure("Port " + port + ", wanted for the embedded " + (server.equals(MQTT) ? "MQTT broker" : "MariaDB")
        + ", is taken by another program. Stop that program, or set " + key + " (environment "
        + key.toUpperCase(java.util.Locale.ROOT).replace('.', '_') + ") to a free port.");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // a port whose last connections are still closing is free for us, as it is for the servers
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int anyFree() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
