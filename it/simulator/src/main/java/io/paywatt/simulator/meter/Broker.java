package io.paywatt.simulator.meter;

import java.net.URI;

/** Where the broker is and who the meters are to it. @param user null for none */
public record Broker(String host, int port, boolean tls, String user, String password) {
  /**
   * @param url {@code tcp://host:1883}, {@code mqtt://} or {@code ssl://}, {@code mqtts://}
   * @throws IllegalArgumentException for any other scheme
   */
  public static Broker of(String url, String user, String password) {
    URI uri = URI.create(url);
    String scheme = String.valueOf(uri.getScheme());
    boolean tls = scheme.equals("ssl") || scheme.equals("mqtts");
    if (uri.getHost() == null || !tls && !scheme.equals("tcp") && !scheme.equals("mqtt")) {
      throw new IllegalArgumentException("broker is '" + url + "', allowed is tcp://host:port or ssl://host:port");
    }
    int port = uri.getPort() > 0 ? uri.getPort() : tls ? 8883 : 1883;
    return new Broker(uri.getHost(), port, tls, user == null || user.isEmpty() ? null : user, password);
  }
}
