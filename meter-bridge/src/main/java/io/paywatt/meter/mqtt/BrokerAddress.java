package io.paywatt.meter.mqtt;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where the broker is, from {@code mqtt://host:port} (or tcp) and {@code mqtts://host:port} (or ssl).
 *
 * @param host name or address
 * @param port 1883, or 8883 with TLS, unless given
 * @param tls  whether the connection is encrypted
 */
public record BrokerAddress(String host, int port, boolean tls) {
  private static final int PLAIN_PORT = 1883;
  private static final int TLS_PORT = 8883;

  /** @throws IllegalArgumentException naming the value and what is allowed; user and password don't belong into it */
  public static BrokerAddress of(String url) {
    try {
      URI uri = new URI(url == null ? "" : url.trim());
      boolean tls = switch (uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT)) {
        case "mqtt", "tcp" -> false;
        case "mqtts", "ssl" -> true;
        default -> throw wrong();
      };
      if (uri.getHost() == null || uri.getUserInfo() != null) {
        throw wrong();
      }
      int standardPort = tls ? TLS_PORT : PLAIN_PORT;
      return new BrokerAddress(uri.getHost(), uri.getPort() < 0 ? standardPort : uri.getPort(), tls);
    } catch (URISyntaxException e) {
      throw wrong();
    }
  }

  /** As the paho client wants it: tcp:// or ssl://. */
  public String pahoUrl() {
    return (tls ? "ssl://" : "tcp://") + host + ":" + port;
  }

  // the value is left out: a wrong one may hold a password
  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException("broker URL is not understood, allowed is mqtt://host:port or mqtts://host:port,"
        + " user name and password as options of their own");
  }
}
