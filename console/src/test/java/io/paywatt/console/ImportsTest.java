package io.paywatt.console;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A file of accounts over HTTP: all of it or nothing, and every bad line named. */
class ImportsTest {
  private static final String PATH = "/api/v1/imports";
  private static TestHub hub;

  @BeforeAll static void start() {
    hub = TestHub.onDatabase("console_imports");
  }

  @AfterAll static void stop() {
    hub.close();
  }

  @Test void good_file_is_imported_once_and_refused_the_second_time() {
    JsonNode made = Documented.holds(PATH, "post", send("?file=rooms.csv", Imported.TWO_ACCOUNTS));
    assertThat(made.path("accounts").asInt()).isEqualTo(2);
    assertThat(made.path("meters").asInt()).isEqualTo(3);
    assertThat(made.path("openingMinor").asLong()).isEqualTo(5000);

    HttpResponse<String> again = send("?file=rooms.csv", Imported.TWO_ACCOUNTS);
    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(Documented.holds(PATH, "post", again).path("errors").path(0).path("line").asInt()).isEqualTo(2);
  }

  @Test void every_bad_line_is_named_and_nothing_is_imported() {
    HttpResponse<String> response = send("?file=Zimmer%203.csv", Imported.HEADER
        + "S,1,B-1,Li,13800138001,zh-CN,900000000001,native,flat,1,0,1\n"
        + "S,2,B-2,Li,phone,zh-CN,900000000002,native,flat,1,0,1\n"
        + "S,3,B-3,Li,13800138003,zh-CN,900000000003,unheard,flat,1,-5,1\n");
    JsonNode problem = Documented.holds(PATH, "post", response);
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(problem.path("errors").findValuesAsText("line")).containsExactly("3", "4", "4");
    assertThat(problem.path("errors").path(0).path("message").asText()).startsWith("phone phone");
    assertThat(problem.path("detail").asText()).contains("Zimmer 3.csv:3");
    assertThat(hub.client.get("/api/v1/accounts/B-1").statusCode()).isEqualTo(404);
  }

  @Test void file_that_is_not_utf8_is_refused() {
    var request = hub.client.request(PATH).header("Content-Type", "text/csv")
        .POST(BodyPublishers.ofByteArray(new byte[] {(byte) 0xC3, 'a'}));
    assertThat(Documented.holds(PATH, "post", hub.client.send(request)).path("status").asInt()).isEqualTo(422);
  }

  @Test void empty_file_is_refused() {
    assertThat(Documented.holds(PATH, "post", send("", "")).path("status").asInt()).isEqualTo(422);
  }

  @Test void file_of_more_than_64_kib_is_read() {
    var lines = new StringBuilder(Imported.HEADER);
    for (int i = 0; i < 1500; i++) {
      lines.append("L,%d,L-%d,Li,13800138001,zh-CN,8%011d,native,flat,1,0,1%n".formatted(i, i, i));
    }
    assertThat(lines.length()).isGreaterThan(64 * 1024);
    JsonNode made = Documented.holds(PATH, "post", send("", lines.toString()));
    assertThat(made.path("accounts").asInt()).isEqualTo(1500);
  }

  @Test void second_import_at_a_time_is_told_to_come_later() throws IOException {
    try (var slow = hub.client.open("POST /api/v1/imports HTTP/1.1\nHost: x\nAuthorization: Bearer " + TestHub.TOKEN
        + "\nContent-Type: text/csv\nContent-Length: 1000\n\nsite,")) {
      await().untilAsserted(() -> {
        HttpResponse<String> second = send("", "no table");
        assertThat(Documented.holds(PATH, "post", second).path("status").asInt()).isEqualTo(503);
        assertThat(second.headers().firstValue("Retry-After")).isPresent();
      });
    }
    await().untilAsserted(() -> assertThat(send("", "no table").statusCode()).isEqualTo(422));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..%2Fetc%2Fpasswd", "a%0Ab", "%3Cscript%3E"})
  void file_name_with_other_signs_is_refused(String name) {
    HttpResponse<String> response = send("?file=" + name, Imported.TWO_ACCOUNTS);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(TestClient.json(response).path("errors").path(0).path("parameter").asText()).isEqualTo("file");
  }

  private static HttpResponse<String> send(String query, String csv) {
    return hub.client.post(PATH + query, "text/csv; charset=UTF-8", csv);
  }
}
