package io.paywatt.hub.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that answers as the KV engine, version 2, of HashiCorp Vault does. */
class VaultSecretsTest {
  private static final String TOKEN = "hvs.CAESI";
  @TempDir
  Path home;
  private HttpServer vault;

  @BeforeEach
  void start() throws IOException {
    vault = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    vault.createContext("/v1/secret/data/paywatt", exchange -> {
      boolean known = TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"));
      byte[] body = (known ? "{\"data\":{\"data\":{\"hook\":\"whsec_cGF5d2F0dC1zdGFuZGFyZC13ZWJob29rLWtleS0zMmI=\","
          + "\"bad\":\"hunter2\"}}}" : "{\"errors\":[\"permission denied\"]}").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(known ? 200 : 403, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
    vault.start();
  }

  @AfterEach
  void stop() {
    vault.stop(0);
  }

  @Test
  void a_secret_is_read_from_the_vault() throws IOException {
    assertThat(load(TOKEN, "{{hashicorp:secret:paywatt#hook}}").text(Keys.STANDARD_SECRET)).startsWith("whsec_cGF5");
  }

  @Test
  void a_field_that_the_vault_lacks_is_named_with_its_key_and_line() {
    assertThatThrownBy(() -> load(TOKEN, "{{hashicorp:secret:paywatt#hok}}")).hasMessageContainingAll(
        "config/application.properties:1: paywatt.standard.secret is '{{hashicorp:secret:paywatt#hok}}'", "the vault gave no secret");
  }

  @Test
  void a_token_that_the_vault_refuses_is_told() {
    assertThatThrownBy(() -> load("hvs.WRONG", "{{hashicorp:secret:paywatt#hook}}"))
        .hasMessageContainingAll("paywatt.standard.secret", "permission denied").message().doesNotContain("hvs.WRONG");
  }

  @Test
  void a_wrong_secret_of_the_vault_is_not_shown() {
    assertThatThrownBy(() -> load(TOKEN, "{{hashicorp:secret:paywatt#bad}}"))
        .hasMessageContaining("paywatt.standard.secret").message().doesNotContain("hunter2");
  }

  private Settings load(String token, String secret) throws IOException {
    Files.createDirectories(home.resolve("config"));
    Files.writeString(home.resolve("config/application.properties"), String.join("\n",
        "paywatt.standard.secret = " + secret,
        "camel.vault.hashicorp.token = " + token,
        "camel.vault.hashicorp.host = 127.0.0.1",
        "camel.vault.hashicorp.port = " + vault.getAddress().getPort(),
        "camel.vault.hashicorp.scheme = http"));
    return new SettingsLoader(home, Map.of(), new Properties()).load();
  }
}
