package io.paywatt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.paywatt.hub.config.SettingsLoader;
import io.paywatt.hub.config.SettingsRejected;
import io.paywatt.it.support.Guide;
import io.paywatt.it.support.HubProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages for people say is true: their commands are run, their links lead somewhere. */
class ReadmeTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

  @Test
  void the_commands_of_the_readme_print_what_it_says() throws Exception {
    run("README.md", "readme", 5);
  }

  @Test
  void the_examples_of_the_integrators_guide_take_a_payment_and_send_a_message() throws Exception {
    run("docs/integrators.md", "integrators", 6);
  }

  @Test
  void every_link_between_the_pages_leads_to_a_file() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        String target = link.group(1);
        if (!target.contains("://") && !target.startsWith("data:") && !Files.exists(page.resolveSibling(target))) {
          broken.add(HubProcess.HOME.relativize(page) + " -> " + target);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void the_production_example_lacks_only_the_key_files_it_names() {
    Map<String, String> secrets = Map.of("PAYWATT_CONFIG", "config/production/application.properties",
        "PAYWATT_WECHAT_API_V3_KEY", "0123456789abcdef0123456789abcdef", "PAYWATT_ALIYUN_ACCESS_KEY_SECRET", "secret");
    assertThatThrownBy(() -> new SettingsLoader(HubProcess.HOME, secrets, new Properties()).load())
        .isInstanceOfSatisfying(SettingsRejected.class, rejected -> assertThat(rejected.problems())
            .hasSize(4).allSatisfy(problem -> assertThat(problem).endsWith("no file that can be read there")));
  }

  private static void run(String page, String name, int atLeast) throws Exception {
    assumeThat(List.of("curl", "openssl", "od")).as("tools of the page").allMatch(ReadmeTest::isInstalled);
    Path data = Path.of("target", "it", name + "-" + ProcessHandle.current().pid()).toAbsolutePath();
    Files.createDirectories(data);
    int http = HubProcess.freePort();
    int management = HubProcess.freePort();
    Map<String, String> environment = Map.of("PAYWATT_DATA", data.toString(), "PAYWATT_HTTP_PORT", "" + http,
        "PAYWATT_MANAGEMENT_PORT", "" + management, "PAYWATT_MQTT_PORT", "" + HubProcess.freePort());
    // a page may not ask its reader for ports; on a machine that runs tests the usual ones may be taken
    Guide guide = new Guide(page, environment, Map.of("127.0.0.1:8080", "127.0.0.1:" + http,
        "127.0.0.1:9876", "127.0.0.1:" + management, "paywatt.log", data.resolve("paywatt.log").toString(),
        "my-routes", data.resolve("my-routes").toString()));
    assertThat(guide.size()).isGreaterThanOrEqualTo(atLeast);
    try {
      assertThat(guide.run(data.resolve("output.txt"))).isEmpty();
    } finally {
      ProcessBuilder stop = new ProcessBuilder(HubProcess.HOME.resolve("paywatt").toString(), "stop").inheritIO();
      stop.environment().putAll(environment);
      stop.start().waitFor();
    }
  }

  private static boolean isInstalled(String tool) {
    return Stream.of(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String folder : List.of("README.md", "CHANGELOG.md", "docs", "routes", "sql", "config", "adapters/src")) {
      try (Stream<Path> paths = Files.walk(HubProcess.HOME.resolve(folder))) {
        paths.filter(path -> path.toString().endsWith(".md")).forEach(pages::add);
      }
    }
    return pages;
  }
}
