package io.paywatt.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir
  Path folder;

  @Test
  void a_secret_is_made_once_and_for_its_owner_only() throws IOException {
    Path file = folder.resolve("secret");
    String secret = PrivateFiles.secret(file);
    assertThat(secret).hasSize(32).matches("[A-Za-z0-9_-]+");
    assertThat(PrivateFiles.secret(file)).isEqualTo(secret);
    assertThat(PrivateFiles.secret(folder.resolve("other"))).isNotEqualTo(secret);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
  }

  @Test
  void only_user_and_password_together_let_in() {
    BrokerLogin login = new BrokerLogin("paywatt", "right");
    assertThat(login.matches("paywatt", bytes("right"))).isTrue();
    assertThat(login.matches("paywatt", bytes("wrong"))).isFalse();
    assertThat(login.matches("paywatt", bytes(""))).isFalse();
    assertThat(login.matches("other", bytes("right"))).isFalse();
    assertThat(login).asString().doesNotContain("right");
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
