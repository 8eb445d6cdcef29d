package io.paywatt.hub.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import io.paywatt.hub.config.Key;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;

/** Are the ports of the hub free? Camel only logs when one is taken and runs on without it. */
public final class Ports {
  private Ports() {}

  /** One line for each port that is taken, with the key to change. */
  public static List<String> taken(Settings settings) {
    List<String> problems = new ArrayList<>();
    look(settings, Keys.HTTP_HOST, Keys.HTTP_PORT, problems);
    look(settings, Keys.MANAGEMENT_HOST, Keys.MANAGEMENT_PORT, problems);
    return problems;
  }

  private static void look(Settings settings, Key host, Key port, List<String> problems) {
    int number = settings.<Integer>get(port);
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(settings.text(host)), number));
    } catch (IOException e) {
      problems.add("Port " + number + " can't be opened (" + e.getMessage() + "): end what holds it, or set " + port.name()
          + " (environment variable " + port.environment() + ") to another; it comes from: " + settings.where(port));
    }
  }
}
