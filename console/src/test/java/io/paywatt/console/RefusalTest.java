package io.paywatt.console;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every way a request can be wrong, and its answer. */
class RefusalTest {
  private static final String REPLAYS = "/api/v1/failed/replays";
  private static TestHub hub;

  @BeforeAll static void start() {
    hub = TestHub.onDatabase("console_refusal");
  }

  @AfterAll static void stop() {
    hub.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api", "/api/", "/api/v1", "/api/v2/accounts", "/api/v1/accounts/1/2/3", "/api/v1/Accounts"})
  void unknown_path_is_404(String path) {
    assertProblem(hub.client.get(path), 404, "not-found", path);
  }

  @Test void what_is_outside_of_the_api_and_not_there_is_a_problem_too() {
    HttpResponse<String> response = hub.client.send(hub.client.bare("/webhooks/nobody").GET());
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(TestClient.json(response.body()).path("instance").asText()).isEqualTo("/webhooks/nobody");
  }

  @Test void unknown_path_without_token_is_401() {
    HttpResponse<String> response = hub.client.send(hub.client.bare("/api/v1/nothing").GET());
    assertProblem(response, 401, "unauthorized", "Authorization is missing");
  }

  @Test void route_of_others_below_api_is_never_open_even_when_it_was_there_before() {
    assertProblem(hub.client.send(hub.client.bare("/api/v1/stranger").GET()), 401, "unauthorized", "missing");
    assertProblem(hub.client.get("/api/v1/stranger"), 404, "not-found", "/api/v1/stranger");
  }

  @Test void bearer_is_read_in_any_case() {
    var request = hub.client.bare("/api/openapi.json").header("Authorization", "bearer " + TestHub.TOKEN);
    assertThat(hub.client.send(request.GET()).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "/api/v1/accounts?limit=0                            | limit  | a whole number from 1 to 500",
      "/api/v1/accounts?limit=501                          | limit  | '501'",
      "/api/v1/accounts?limit=ten                          | limit  | 'ten'",
      "/api/v1/accounts?limit=                             | limit  | ''",
      "/api/v1/accounts?limit=1&limit=2                    | limit  | given twice",
      "/api/v1/accounts?Limit=1                            | Limit  | allowed are [after, limit, q]",
      "/api/v1/accounts?after=%00%FF                       | after  | 'next'",
      "/api/v1/meters/1/usage?by=week                      | by     | hour, day, month",
      "/api/v1/meters/1/usage?from=yesterday               | from   | 2026-11-23T08:15:00Z",
      "/api/v1/meters/1/usage?from=2026-11-31              | from   | RFC 3339",
      "/api/v1/meters/1/usage?from=2026-11-23T08:15:00     | from   | RFC 3339",
      "/api/v1/meters/1/usage?from=2026-11-23T08:15:00%2B8  | from   | RFC 3339",
      "/api/v1/meters/1/usage?to=2020-01-01T00:00:00Z&from=2020-01-01T00:00:00Z | from | before 'to'",
      "/api/v1/meters/1/usage?by=hour&to=2020-03-01T00:00:00Z&from=2020-01-01T00:00:00Z | from | at most 31 days",
      "/api/v1/meters/1/commands?limit=-1                  | limit  | '-1'",
      "/api/v1/failed?state=lost                           | state  | open, replaying, replayed, failed-again",
      "/api/v1/failed?after=x                              | after  | 'x'",
      "/api/v1/failed?amount=50.00                         | amount | a whole number",
  })
  void wrong_query_parameter_is_named_with_value_and_what_is_allowed(String path, String name, String said) {
    JsonNode problem = assertProblem(hub.client.get(path), 400, "bad-parameter", said);
    assertThat(problem.path("errors").path(0).path("parameter").asText()).isEqualTo(name);
    assertThat(problem.path("detail").asText()).contains("'" + name + "'");
  }

  @Test void far_too_long_query_parameter_is_cut_in_the_answer() {
    JsonNode problem = assertProblem(hub.client.get("/api/v1/accounts?q=" + "x".repeat(3000)), 400, "bad-parameter",
        "at most 200 characters");
    assertThat(problem.path("detail").asText()).hasSizeLessThan(200);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "{\"ids\":[1],}        | 1 | 12",
      "{\"ids\":[1]          | 1 | 11",
      "{'ids':[1]}           | 1 | 2",
      "{\"ids\":[1]} x       | 1 | 13",
      "{\"ids\":[1],\"ids\":[2]} | 1 | 12",
      "nonsense              | 1 | 9",
      "``                    | 1 | 1",
  })
  void malformed_json_is_400_with_line_and_column(String body, int line, int column) {
    JsonNode problem = assertProblem(hub.client.postJson(REPLAYS, body), 400, "malformed-json", "Line " + line);
    assertThat(problem.path("errors").path(0).path("line").asInt()).isEqualTo(line);
    assertThat(problem.path("errors").path(0).path("column").asInt()).isBetween(column - 1, column + 6);
  }

  @Test void malformed_json_on_the_third_line_says_so() {
    JsonNode problem = assertProblem(hub.client.postJson(REPLAYS, "{\n \"ids\": [1],\n oops}"), 400, "malformed-json", "Line 3");
    assertThat(problem.path("errors").path(0).path("line").asInt()).isEqualTo(3);
  }

  @Test void json_that_is_not_utf8_is_400() {
    var request = hub.client.request(REPLAYS).header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xC3, '"', '}'}));
    assertProblem(hub.client.send(request), 400, "malformed-json", "");
  }

  @Test void json_nested_too_deep_is_400() {
    assertProblem(hub.client.postJson(REPLAYS, "[".repeat(30_000)), 400, "malformed-json", "");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "{}                              | ids    | missing",
      "{\"ids\":[]}                    | ids    | an array of 1 to 1000",
      "{\"ids\":7}                     | ids    | is 7",
      "{\"ids\":[\"7\"]}               | ids    | whole numbers",
      "{\"ids\":[0]}                   | ids    | from 1",
      "{\"ids\":[1.5]}                 | ids    | whole numbers",
      "{\"ids\":[99999999999999999999]}| ids    | whole numbers",
      "{\"ids\":[1],\"dryRun\":\"no\"} | dryRun | true, false",
      "{\"ids\":[1],\"dryrun\":true}   | dryrun | allowed are [dryRun, filter, group, ids, perSecond, upTo]",
  })
  void wrong_field_is_422_and_named(String body, String field, String said) {
    JsonNode problem = assertProblem(hub.client.postJson(REPLAYS, body), 422, "invalid", said);
    assertThat(problem.path("errors").path(0).path("field").asText()).isEqualTo(field);
  }

  @Test void every_wrong_field_is_named_at_once() {
    JsonNode problem = assertProblem(hub.client.postJson(REPLAYS, "{\"ids\":7,\"dryRun\":1,\"x\":2}"), 422, "invalid", "");
    assertThat(problem.path("errors").findValuesAsText("field")).containsExactlyInAnyOrder("ids", "dryRun", "x");
  }

  @Test void body_that_is_no_object_is_422() {
    assertProblem(hub.client.postJson(REPLAYS, "[1]"), 422, "invalid", "must be a JSON object");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "application/json; charset=gbk", "application/jsonx"})
  void wrong_content_type_is_415(String type) {
    HttpResponse<String> response = hub.client.post(REPLAYS, type, "{\"ids\":[1]}");
    assertProblem(response, 415, "content-type", type);
    assertThat(response.headers().firstValue("Accept")).contains("application/json");
  }

  @Test void missing_content_type_is_415() {
    var request = hub.client.request(REPLAYS).POST(BodyPublishers.ofString("{\"ids\":[1]}"));
    assertProblem(hub.client.send(request), 415, "content-type", "application/json");
  }

  @Test void json_sent_to_the_import_is_415() {
    assertProblem(hub.client.postJson("/api/v1/imports", "{}"), 415, "content-type", "text/csv");
  }

  @Test void body_over_64_kib_is_413() {
    assertProblem(hub.client.postJson(REPLAYS, " ".repeat(64 * 1024 + 1)), 413, "body-too-large", "64 KiB");
  }

  @Test void body_of_64_kib_is_read() {
    String body = "{\"ids\":[1],\"dryRun\":true}";
    assertThat(hub.client.postJson(REPLAYS, body + " ".repeat(64 * 1024 - body.length())).statusCode()).isEqualTo(200);
  }

  @Test void body_over_64_kib_in_chunks_of_unknown_length_is_413() {
    var publisher = BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(new byte[200_000]));
    var request = hub.client.request(REPLAYS).header("Content-Type", "application/json").POST(publisher);
    assertProblem(hub.client.send(request), 413, "body-too-large", "64 KiB");
  }

  @Test void announced_import_over_64_mib_is_413_before_it_is_sent() throws IOException {
    String answer = hub.client.raw("POST /api/v1/imports HTTP/1.1\nHost: x\nAuthorization: Bearer " + TestHub.TOKEN
        + "\nContent-Type: text/csv\nContent-Length: " + (64 * 1024 * 1024 + 1) + "\nConnection: close\n\n");
    assertThat(answer).startsWith("HTTP/1.1 413").contains("urn:paywatt:problem:body-too-large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/accounts/%zz", "/api/v1/accounts?q=%zz", "/api/v1/accounts?q=%"})
  void address_that_is_not_encoded_well_is_400_without_a_stack(String path) throws IOException {
    String answer = hub.client.raw("GET " + path + " HTTP/1.1\nHost: x\nAuthorization: Bearer " + TestHub.TOKEN
        + "\nConnection: close\n\n");
    assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("Exception", "\tat ");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "/api/v1/accounts/no-such                | no-such",
      "/api/v1/accounts/no-such/statement      | no-such",
      "/api/v1/meters/no-such                  | no-such",
      "/api/v1/meters/no-such/usage            | no-such",
      "/api/v1/meters/no-such/commands         | no-such",
      "/api/v1/topups/no-such                  | no-such",
      "/api/v1/failed/4711                     | 4711",
      "/api/v1/failed/no-such                  | no-such",
      "/api/v1/failed/-1                       | -1",
      "/api/v1/accounts/%3Cscript%3E           | <script>",
      "/api/v1/accounts/a%2Fb                  | a/b",
  })
  void what_is_not_there_is_404_and_named(String path, String name) {
    assertProblem(hub.client.get(path), 404, "not-found", name);
  }

  @Test void topup_is_let_through_with_its_body() {
    HttpResponse<String> response = hub.client.postJson("/api/v1/topups", "{\"amount\":1}");
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).isEqualTo("route got {\"amount\":1}");
  }

  @Test void head_is_answered_like_get_without_a_body() {
    HttpResponse<String> response = hub.client.send(
        hub.client.request("/api/v1/accounts").method("HEAD", BodyPublishers.noBody()));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @Test void every_answer_forbids_sniffing_and_caching() {
    for (String path : new String[] {"/api/openapi.json", "/api/v1/accounts?limit=0", "/api/nothing"}) {
      var headers = hub.client.get(path).headers();
      assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(headers.firstValue("Cache-Control")).contains("no-store");
    }
  }

  private static JsonNode assertProblem(HttpResponse<String> response, int status, String kind, String said) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = TestClient.json(response);
    Documented.fits(Documented.DOCUMENT.at("/components/responses/Internal/content/application~1problem+json/schema"), problem);
    assertThat(problem.path("type").asText()).isEqualTo("urn:paywatt:problem:" + kind);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("detail").asText()).contains(said);
    assertThat(problem.path("instance").asText()).startsWith("/api");
    return problem;
  }
}
