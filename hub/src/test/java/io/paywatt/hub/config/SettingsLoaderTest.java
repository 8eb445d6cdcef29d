package io.paywatt.hub.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {
  @TempDir
  Path home;
  private final Map<String, String> environment = new HashMap<>();
  private final Properties system = new Properties();

  @Test
  void nothing_configured_is_a_whole_configuration() {
    Settings settings = load();
    assertThat(settings.<Integer>get(Keys.HTTP_PORT)).isEqualTo(8080);
    assertThat(settings.text(Keys.DATABASE_URL)).isEqualTo("embedded");
    assertThat(settings.has(Keys.STANDARD_SECRET)).isFalse();
    assertThat(settings.<Duration>get(Keys.READING_MAX_AGE)).isEqualTo(Duration.ofHours(6));
  }

  @Test
  void the_command_line_is_stronger_than_the_environment_and_that_than_the_file() throws IOException {
    file("paywatt.http.port = 8001\npaywatt.management.port=8002\npaywatt.mqtt.port=8003\n");
    environment.put("PAYWATT_MANAGEMENT_PORT", "9002");
    environment.put("PAYWATT_MQTT_PORT", "9003");
    system.setProperty("paywatt.mqtt.port", "7003");
    Settings settings = load();
    assertThat(settings.<Integer>get(Keys.HTTP_PORT)).isEqualTo(8001);
    assertThat(settings.<Integer>get(Keys.MANAGEMENT_PORT)).isEqualTo(9002);
    assertThat(settings.<Integer>get(Keys.MQTT_PORT)).isEqualTo(7003);
  }

  @Test
  void every_fault_is_named_with_key_value_what_is_allowed_and_where() throws IOException {
    file("# a comment\npaywatt.http.port = 80800\n\npaywatt.zone = Mars/Olympus\npaywatt.curency = CNY\n"
        + "paywatt.reconcile.cron = every day\n");
    environment.put("PAYWATT_SMS_CHANNEL", "Pigeon");
    assertThatThrownBy(this::load).hasMessageContainingAll(
        "config/application.properties:2: paywatt.http.port is '80800'; allowed is a whole number from 1 to 65535",
        "config/application.properties:4: paywatt.zone is 'Mars/Olympus'",
        "config/application.properties:5: paywatt.curency is no key of PayWatt; did you mean paywatt.currency?",
        "config/application.properties:6: paywatt.reconcile.cron is 'every day'",
        "environment variable PAYWATT_SMS_CHANNEL: paywatt.sms.channel is 'Pigeon'; allowed is file, aliyun, tencent, twilio, smpp, or a name");
  }

  @Test
  void a_key_of_the_command_line_that_is_none_is_named() {
    system.setProperty("paywatt.http.prot", "8081");
    assertThatThrownBy(this::load).hasMessageContaining(
        "-Dpaywatt.http.prot: paywatt.http.prot is no key of PayWatt; did you mean paywatt.http.port?");
  }

  @Test
  void a_channel_of_ones_own_needs_its_kamelet() throws IOException {
    environment.put("PAYWATT_SMS_CHANNEL", "pigeon");
    assertThatThrownBy(this::load).hasMessageContaining("pigeon-sms-sink.kamelet.yaml is not there");
    Path kamelets = Files.createDirectories(home.resolve("routes/kamelets"));
    Files.writeString(kamelets.resolve("pigeon-sms-sink.kamelet.yaml"), "");
    assertThat(load().text(Keys.SMS_CHANNEL_NAME)).isEqualTo("pigeon");
  }

  @Test
  void a_wrong_secret_is_not_shown() {
    environment.put("PAYWATT_STANDARD_SECRET", "whsec_hunter2");
    assertThatThrownBy(this::load).hasMessageContaining("paywatt.standard.secret").message().doesNotContain("hunter2");
  }

  @Test
  void a_secret_may_stand_in_a_file_of_its_own() throws IOException {
    Path secret = Files.writeString(home.resolve("db-password"), "hunter2\n");
    environment.put("PAYWATT_DATABASE_PASSWORD", "file:db-password");
    Settings settings = load();
    assertThat(settings.text(Keys.DATABASE_PASSWORD)).isEqualTo("hunter2");
    assertThat(settings.secret(Keys.DATABASE_PASSWORD)).isEqualTo("file:" + secret.toAbsolutePath().normalize());
    assertThat(settings.printable().toString()).doesNotContain("hunter2");
    environment.put("PAYWATT_WECHAT_API_V3_KEY", "file:db-password");
    environment.put("PAYWATT_STANDARD_SECRET", "file:none");
    assertThatThrownBy(this::load).hasMessageContainingAll("the content of db-password is not right; allowed is 32 ASCII",
        "paywatt.standard.secret is 'file:none': no file").message().doesNotContain("hunter2");
  }

  @Test
  void secrets_are_not_printed() {
    environment.put("PAYWATT_DATABASE_PASSWORD", "hunter2");
    assertThat(load().printable().toString()).contains("paywatt.database.password=***").doesNotContain("hunter2");
  }

  @Test
  void half_a_provider_and_a_missing_file_stop_the_start() {
    environment.put("PAYWATT_WECHAT_APP_ID", "wx1");
    environment.put("PAYWATT_WECHAT_MERCHANT_KEY_FILE", "keys/no.pem");
    assertThatThrownBy(this::load).hasMessageContainingAll("paywatt.wechat.api-v3-key is not set",
        "paywatt.wechat.merchant-key-file is 'keys/no.pem': no file that can be read there",
        "WeChat Pay notices can't be verified");
  }

  @Test
  void a_key_given_twice_in_the_file_is_a_fault() throws IOException {
    file("paywatt.http.port=1\npaywatt.http.port=2\n");
    assertThatThrownBy(this::load).hasMessageContaining("application.properties:2: paywatt.http.port stands already on line 1");
  }

  @Test
  void an_integrators_own_keys_are_there_for_routes() throws IOException {
    file("my.topic = a/b\n");
    assertThat(load().placeholders()).containsEntry("my.topic", "a/b").containsEntry("paywatt.http.port", "8080");
  }

  private Settings load() {
    return new SettingsLoader(home, environment, system).load();
  }

  private void file(String text) throws IOException {
    Path file = home.resolve("config/application.properties");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
