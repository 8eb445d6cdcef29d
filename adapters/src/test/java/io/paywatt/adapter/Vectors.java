package io.paywatt.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** The shared test vectors and the moment they were made for. */
public final class Vectors {
  /** One second before the payment notice W3 was signed. */
  public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T04:00:00Z"), ZoneOffset.UTC);
  public static final String CERTIFICATE_SERIAL = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";
  public static final String PUBLIC_KEY_ID = "PUB_KEY_ID_0112300001092026112300000001";
  public static final String MERCHANT_SERIAL = "3775B6A45ACD588826D15E583A95F5DD00000001";
  public static final String API_V3_KEY = "0123456789abcdef0123456789ABCDEF";

  private static final Path FOLDER = Path.of("src/test/resources/vectors");

  private Vectors() {}

  public static Path file(String name) {
    return FOLDER.resolve(name).toAbsolutePath();
  }

  public static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  /** A value of signatures.json. */
  public static String signature(String name) {
    return StrictJson.object(bytes("signatures.json"), "signatures").get(name).textValue();
  }

  public static Clock at(long unixSeconds) {
    return Clock.fixed(Instant.ofEpochSecond(unixSeconds), ZoneOffset.UTC);
  }
}
