package io.paywatt.console;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
  private static final Pattern LINKED = Pattern.compile("(?:href|src)=\"([\\w./-]+\\.\\w+)\"");
  private static final Pattern IMPORTED = Pattern.compile("(?:from|import\\() ?'(\\.[^'$]+)'");
  private static final Pattern VIEW = Pattern.compile("'(\\w+)'");
  private static final Pattern WORD = Pattern.compile("(?:[ {]|^)'?([\\w./?#-]+)'?: '");
  private static final Pattern SAID = Pattern.compile("\\bt\\('([^']+)'");
  private static TestHub hub;

  @BeforeAll static void start() throws SQLException {
    hub = TestHub.on(new MariaDbDataSource("jdbc:mariadb://127.0.0.1:9/none"));
  }

  @AfterAll static void stop() {
    hub.close();
  }

  @ParameterizedTest
  @CsvSource({"/console/,text/html", "/console/main.js,text/javascript", "/console/console.css,text/css",
      "/console/icon.svg,image/svg+xml", "/console/views/desk.js,text/javascript",
      "/console/lib/lit-html.js,text/javascript",
      "/console/lib/uPlot.min.css,text/css"})
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
    String tag = get("/console/main.js").headers().firstValue("ETag").orElseThrow();
    var request = hub.client.bare("/console/main.js").header("If-None-Match", tag);
    HttpResponse<String> response = hub.client.send(request.GET());
    assertThat(response.statusCode()).isEqualTo(304);
    assertThat(response.body()).isEmpty();
  }

  @Test void every_file_that_the_page_needs_is_served_and_no_other() throws IOException {
    Set<String> needed = new TreeSet<>();
    follow("index.html", needed);
    follow("views/login.js", needed);
    get("/console/main.js").body().lines().filter(line -> line.startsWith("const VIEWS") || line.startsWith("const ONE"))
        .flatMap(line -> VIEW.matcher(line).results()).forEach(view -> follow("views/" + view.group(1) + ".js", needed));
    assertThat(needed).contains("views/desk.js", "views/message.js", "lib/uPlot.esm.js");
    assertThat(needed.stream().filter(file -> !file.startsWith("lib/"))).containsExactlyInAnyOrderElementsOf(written());
  }

  /** A file and all that it names. */
  private static void follow(String file, Set<String> needed) {
    if (!needed.add(file)) {
      return;
    }
    HttpResponse<String> response = get("/console/" + (file.equals("index.html") ? "" : file));
    assertThat(response.statusCode()).as(file).isEqualTo(200);
    if (!file.startsWith("lib/")) {
      LINKED.matcher(response.body()).results().forEach(link -> follow(link.group(1), needed));
      IMPORTED.matcher(response.body()).results()
          .forEach(other -> follow(Path.of(file).resolveSibling(other.group(1)).normalize().toString(), needed));
    }
  }

  private static List<String> written() throws IOException {
    Path folder = Path.of("src/main/resources/io/paywatt/console/pages");
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).toList();
    }
  }

  @Test void both_languages_have_the_same_words_and_every_word_that_the_page_says() throws IOException {
    Set<String> words = words("zh");
    assertThat(words).hasSizeGreaterThan(300).isEqualTo(words("en"));
    for (String file : written()) {
      if (file.endsWith(".js")) {
        assertThat(words).as(file).containsAll(SAID.matcher(get("/console/" + file).body()).results()
            .map(said -> said.group(1)).toList());
      }
    }
  }

  private static Set<String> words(String language) {
    return WORD.matcher(get("/console/texts/" + language + ".js").body()).results().map(word -> word.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/console", "/"})
  void page_without_its_name_leads_to_the_page(String address) {
    HttpResponse<String> response = get(address);
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
