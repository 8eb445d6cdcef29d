package io.paywatt.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;

/** The one account of the broker, shared by the hub and its meters. */
record BrokerLogin(String user, String password) {
  static final String USER = "paywatt";

  /** From PAYWATT_MQTT_USER and PAYWATT_MQTT_PASSWORD; what is not set there has a fixed name and a kept random password. */
  static BrokerLogin of(Path folder) throws IOException {
    String user = System.getenv("PAYWATT_MQTT_USER");
    String password = System.getenv("PAYWATT_MQTT_PASSWORD");
    return new BrokerLogin(isSet(user) ? user : USER,
        isSet(password) ? password : PrivateFiles.secret(folder.resolve("mqtt-password")));
  }

  private static boolean isSet(String value) {
    return value != null && !value.isBlank();
  }

  /** Takes the same time however much of the password is right. */
  boolean matches(String name, ByteBuffer given) {
    byte[] bytes = new byte[given.remaining()];
    given.duplicate().get(bytes);
    return MessageDigest.isEqual(password.getBytes(StandardCharsets.UTF_8), bytes) & user.equals(name);
  }

  @Override
  public String toString() {
    return "BrokerLogin[user=" + user + "]";
  }
}
