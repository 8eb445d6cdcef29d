package io.paywatt.hub.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import io.paywatt.hub.config.Keys;
import io.paywatt.hub.config.Settings;

/** The bearer token of the API: as configured, else made at the first start and kept for its owner's eyes only. */
final class ApiToken {
  private ApiToken() {}

  static String of(Settings settings) throws IOException {
    if (settings.has(Keys.API_TOKEN)) {
      return settings.text(Keys.API_TOKEN);
    }
    Path file = settings.path(Keys.DATA).resolve("api-token");
    if (!Files.exists(file)) {
      byte[] bytes = new byte[32];
      new SecureRandom().nextBytes(bytes);
      Files.createDirectories(file.getParent());
      Path fresh = Files.createTempFile(file.getParent(), "api-token", ".new",
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, HexFormat.of().formatHex(bytes));
      Files.move(fresh, file);
    }
    return Files.readString(file).strip();
  }
}
