package io.paywatt.console;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mariadb.jdbc.MariaDbDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The files of the page; they carry no data, so they need no database and no token. */
class PagesTest {
  private static TestHub hub;

  @BeforeAll static void start() throws SQLException {
    hub = TestHub.on(new MariaDbDataSource("jdbc:mariadb://127.0.0.1:9/none"));
  }

  @AfterAll static void stop() {
    hub.close();
  }

  @ParameterizedTest
  @CsvSource({"/console/,text/html", "/console/console.js,text/javascript", "/console/console.css,text/css",
      "/console/icon.svg,image/svg+xml"})
  void file_comes_with_type_tag_and_policy(String path, String type) {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
    assertThat(response.headers().firstValue("ETag").orElseThrow()).matches("\"[0-9a-f]{24}\"");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "frame-ancestors 'none'").doesNotContain("unsafe", "*");
  }

  @Test void known_tag_is_304() {
    String tag = get("/console/console.js").headers().firstValue("ETag").orElseThrow();
    var request = hub.client.bare("/console/console.js").header("If-None-Match", tag);
    HttpResponse<String> response = hub.client.send(request.GET());
    assertThat(response.statusCode()).isEqualTo(304);
    assertThat(response.body()).isEmpty();
  }

  @Test void every_file_that_the_page_names_is_served() {
    var named = Pattern.compile("(?:href|src)=\"([^\"]+)\"|from '\\./([^']+)'");
    for (String page : new String[] {"", "console.js", "accounts.js", "failed.js", "api.js", "html.js", "texts.js"}) {
      var found = named.matcher(get("/console/" + page).body());
      while (found.find()) {
        String file = found.group(1) == null ? found.group(2) : found.group(1);
        assertThat(get("/console/" + file).statusCode()).as(file).isEqualTo(200);
      }
    }
  }

  @Test void both_languages_have_the_same_words() {
    String[] languages = get("/console/texts.js").body().split("\n  en: \\{|\n};");
    assertThat(words(languages[0])).hasSizeGreaterThan(50).isEqualTo(words(languages[1]));
  }

  private static Set<String> words(String texts) {
    return Pattern.compile("(?:[ {]|^)'?([\\w.-]+)'?: '").matcher(texts).results().map(it -> it.group(1))
        .collect(Collectors.toSet());
  }

  @Test void page_without_slash_leads_to_the_page() {
    HttpResponse<String> response = get("/console");
    assertThat(response.statusCode()).isEqualTo(308);
    assertThat(response.headers().firstValue("Location")).contains("/console/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/console/index.htm", "/console/Pages.class", "/console/%2e%2e/openapi/openapi.json",
      "/console//etc/passwd", "/console/application.properties"})
  void any_other_file_is_404(String path) throws IOException {
    String answer = hub.client.raw("GET " + path + " HTTP/1.1\nHost: x\nConnection: close\n\n");
    assertThat(answer).startsWith("HTTP/1.1 404");
  }

  @Test void other_method_is_405() {
    HttpResponse<String> response = hub.client.send(hub.client.bare("/console/").POST(BodyPublishers.noBody()));
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  private static HttpResponse<String> get(String path) {
    return hub.client.send(hub.client.bare(path).GET());
  }
}
