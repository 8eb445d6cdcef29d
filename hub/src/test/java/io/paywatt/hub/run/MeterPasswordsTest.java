package io.paywatt.hub.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeterPasswordsTest {
  @TempDir
  Path folder;

  @Test
  void a_password_is_given_once_and_kept_as_mosquitto_keeps_it() throws Exception {
    Path file = folder.resolve("embedded/meter-credentials");
    String password = new MeterPasswords(file).issue(List.of("142400000301")).get("142400000301");
    assertThat(password).hasSize(32);
    String[] parts = Files.readString(file).strip().split("\\$");
    assertThat(Files.readString(file)).startsWith("142400000301:$7$1000$").doesNotContain(password);
    assertThat(Base64.getDecoder().decode(parts[4])).isEqualTo(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
        .generateSecret(new PBEKeySpec(password.toCharArray(), Base64.getDecoder().decode(parts[3]), 1000, 512)).getEncoded());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
  }

  @Test
  void a_new_password_takes_the_place_of_the_old_one_and_the_others_stay() throws Exception {
    Path file = folder.resolve("meter-credentials");
    MeterPasswords passwords = new MeterPasswords(file);
    passwords.issue(List.of("A", "B"));
    String before = Files.readString(file);
    passwords.issue(List.of("A"));
    assertThat(Files.readAllLines(file)).hasSize(2).last().isEqualTo(before.lines().toList().get(1));
    assertThat(Files.readAllLines(file).get(0)).isNotEqualTo(before.lines().toList().get(0));
    passwords.revoke(List.of("A"));
    assertThat(Files.readAllLines(file)).singleElement().asString().startsWith("B:");
  }
}
