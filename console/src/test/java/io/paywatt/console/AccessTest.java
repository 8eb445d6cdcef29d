package io.paywatt.console;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.console.http.OperationRules;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.user.Role;
import io.paywatt.ledger.user.Users;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The description says who may call what, and of which sites they see anything; each of its operations is tried. */
class AccessTest {
  private static final String PASSWORD = "a password of the test";
  private static final List<String> INJECTIONS = List.of("' OR '1'='1", "1) OR (1=1) -- \"; DROP TABLE audit; \\ %<script>");
  private static TestHub hub;
  private static final Map<String, LoggedIn> USERS = new TreeMap<>();

  private record Operation(String method, String path, String role, String sites, JsonNode description) {
    /** Of the first landlord. */
    String own() {
      return filled("明德公寓", "1", "A-0301", "142400000301");
    }

    /** Of the second landlord. */
    String foreign() {
      return filled("North", "2", "N-1", "149900000001");
    }

    private String filled(String site, String number, String account, String meter) {
      String id = sites.equals("account") ? account : number;
      return path.replace("{site}", URLEncoder.encode(site, StandardCharsets.UTF_8)).replace("{serial}", meter)
          .replace("{id}", id).replaceAll("\\{\\w+}", "1");
    }

    @Override public String toString() {
      return method + " " + path;
    }
  }

  @BeforeAll static void start() {
    hub = TestHub.onDatabase("console_access");
    Imported.twoAccounts(hub);
    hub.client.post("/api/v1/imports", "text/csv", Imported.HEADER
        + "North,1-1,N-1,Norah North,13900139001,en,149900000001,native,flat,7.00,0,1\n");
    hub.store.inTransaction(handle -> handle.execute("INSERT INTO notice (id, notice_key, kind, account_id, locale, params, text,"
        + " created_at, due_at) SELECT IF(number = 'N-1', 2, 1), number, 'low-balance', id, 'en', '{}', CONCAT('to ', holder),"
        + " NOW(3), NOW(3) FROM account WHERE number IN ('A-0301', 'N-1') UNION ALL SELECT 3, 'admin', 'hub-trouble', NULL, 'en',"
        + " '{}', 'to administrators', NOW(3), NOW(3)"));
    var users = new Users(hub.store);
    String hash = TestHub.PASSWORDS.hash(PASSWORD);
    for (Role role : Role.values()) {
      users.add(role.word(), hash, Set.of(role), null, "test");
      USERS.put(role.word(), LoggedIn.as(hub.client, role.word(), PASSWORD));
    }
    users.add("landlord", hash, Set.of(Role.ADMINISTRATOR), List.of("明德公寓"), "test");
    USERS.put("landlord", LoggedIn.as(hub.client, "landlord", PASSWORD));
  }

  @AfterAll static void stop() {
    hub.close();
  }

  @TestFactory Stream<DynamicTest> every_operation_refuses_the_wrong_roles_and_no_other() {
    return operations().stream().flatMap(operation -> Stream.of(Role.values()).map(role ->
        DynamicTest.dynamicTest(operation + " as " + role.word(), () -> {
          HttpResponse<String> response = call(USERS.get(role.word()), operation, operation.path.replaceAll("\\{\\w+}", "0"));
          boolean refused = response.statusCode() == 403 && response.body().contains("needs the role " + operation.role);
          assertThat(refused).as(response.body()).isEqualTo(!role.includes(Role.of(operation.role)));
        })));
  }

  @TestFactory Stream<DynamicTest> a_landlord_gets_nothing_of_another_ones_from_any_operation() {
    return operations().stream().map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> {
      HttpResponse<String> response = operation.method.equals("GET") ? USERS.get("landlord").get(operation.foreign())
          : call(USERS.get("landlord"), operation, operation.foreign());
      assertThat(response.body()).doesNotContain("Norah", "\"North\"");
      switch (operation.sites) {
        case "every" -> assertThat(response.statusCode()).isEqualTo(403);
        case "list", "none", "body" -> assertThat(response.statusCode()).isNotIn(401, 403, 500);
        default -> {
          assertThat(response.statusCode()).as(response.body()).isEqualTo(404);
          assertThat(response.body()).contains("at your sites");
        }
      }
    }));
  }

  @Test void a_landlord_sees_what_is_theirs() {
    LoggedIn landlord = USERS.get("landlord");
    assertThat(TestClient.json(landlord.get("/api/v1/accounts?q=N-1")).path("items")).isEmpty();
    assertThat(TestClient.json(landlord.get("/api/v1/accounts")).path("items").findValuesAsText("id"))
        .containsExactly("A-0301", "A-0302");
    assertThat(TestClient.json(landlord.get("/api/v1/sites")).path("items").findValuesAsText("name")).containsExactly("明德公寓");
    for (String path : List.of("accounts/A-0301", "accounts/A-0301/statement", "meters/142400000301", "meters/142400000301/usage",
        "sites/1/usage", "sites/%E6%98%8E%E5%BE%B7%E5%85%AC%E5%AF%93/credit", "payments", "suspense", "anomalies")) {
      assertThat(landlord.get("/api/v1/" + path).statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test void a_landlord_sees_the_notices_to_their_residents_and_no_other() {
    LoggedIn landlord = USERS.get("landlord");
    assertThat(TestClient.json(landlord.get("/api/v1/notices")).path("items").findValuesAsText("account")).containsExactly("A-0301");
    assertThat(TestClient.json(landlord.get("/api/v1/notices?account=N-1")).path("items")).isEmpty();
    assertThat(landlord.get("/api/v1/notices/1").statusCode()).isEqualTo(200);
    for (String other : List.of("2", "3")) {
      assertThat(landlord.get("/api/v1/notices/" + other).statusCode()).as(other).isEqualTo(404);
    }
    assertThat(TestClient.json(hub.client.get("/api/v1/notices")).path("items")).hasSize(3);
  }

  @Test void what_a_body_names_is_kept_to_the_sites_as_well() {
    HttpResponse<String> foreign = USERS.get("landlord").post("/api/v1/protected-days",
        "{\"day\":\"2027-01-01\",\"kind\":\"holiday\",\"name\":\"New Year\",\"site\":\"North\"}");
    assertThat(foreign.statusCode()).isEqualTo(404);
    HttpResponse<String> everywhere = USERS.get("landlord").post("/api/v1/protected-days",
        "{\"day\":\"2027-01-01\",\"kind\":\"holiday\",\"name\":\"New Year\"}");
    assertThat(everywhere.statusCode()).isEqualTo(404);
    assertThat(USERS.get("landlord").post("/api/v1/protected-days",
        "{\"day\":\"2027-01-01\",\"kind\":\"holiday\",\"name\":\"New Year\",\"site\":\"明德公寓\"}").statusCode()).isEqualTo(200);
  }

  @TestFactory Stream<DynamicTest> sql_and_script_in_every_query_parameter_do_no_harm() {
    return operations().stream().filter(operation -> operation.method.equals("GET")).flatMap(operation ->
        operation.description.path("parameters").findParents("in").stream()
            .filter(parameter -> parameter.path("in").asText().equals("query")).map(parameter -> parameter.path("name").asText())
            .map(name -> DynamicTest.dynamicTest(operation + " " + name, () -> INJECTIONS.forEach(words -> {
              HttpResponse<String> response = hub.client.get(operation.own() + "?" + name + "="
                  + URLEncoder.encode(words, StandardCharsets.UTF_8));
              assertThat(response.statusCode()).as(words + response.body()).isIn(200, 400, 404, 422);
              assertThat(response.headers().firstValue("Content-Type").orElse("")).contains("json");
              assertThat(TestClient.json(response).path("items")).as(words).isEmpty();
            }))));
  }

  @Test void sql_and_script_in_the_filter_of_a_replay_choose_nothing() {
    for (String field : List.of("q", "route", "reference", "account", "meter", "phone", "state")) {
      for (String words : INJECTIONS) {
        String json = Json.object().put("dryRun", true).set("filter", Json.object().put(field, words)).toString();
        HttpResponse<String> response = hub.client.postJson("/api/v1/failed/replays", json);
        assertThat(response.statusCode()).as(field + words + response.body()).isIn(200, 400, 404, 422);
        assertThat(TestClient.json(response).path("items")).as(field + words).isEmpty();
      }
    }
  }

  @Test void an_operation_that_does_not_say_who_may_call_it_is_not_started() {
    JsonNode silent = TestClient.json("{\"paths\":{\"/api/v1/x\":{\"get\":{\"x-role\":\"viewer\"}}}}");
    assertThatThrownBy(() -> new OperationRules(silent)).hasMessageContaining("GET /api/v1/x needs x-role")
        .hasMessageContaining("x-sites");
  }

  private static HttpResponse<String> call(LoggedIn user, Operation operation, String path) {
    if (operation.method.equals("GET")) {
      return user.get(path + "?wrong=parameter");
    }
    String type = operation.description.path("requestBody").path("content").fieldNames().next();
    HttpRequest.Builder request = user.request(path).header("Content-Type", type).POST(BodyPublishers.ofString("{\"?\":1}"));
    return user.change(request);
  }

  private static List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    Documented.DOCUMENT.path("paths").fields().forEachRemaining(path -> path.getValue().fields().forEachRemaining(it -> {
      if (it.getValue().has("x-role") && !path.getKey().equals("/api/v1/logout")) {
        operations.add(new Operation(it.getKey().toUpperCase(Locale.ROOT), path.getKey(), it.getValue().path("x-role").asText(),
            it.getValue().path("x-sites").asText(), it.getValue()));
      }
    }));
    assertThat(operations).hasSizeGreaterThan(50);
    return operations;
  }
}
