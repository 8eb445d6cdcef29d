package io.paywatt.console;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.user.Role;
import io.paywatt.ledger.user.Users;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Coming in with a password, what a session is good for, and what keeps somebody out. */
class LoginTest {
  private static final String PASSWORD = "staple of horses";
  private static final String HASH = TestHub.PASSWORDS.hash(PASSWORD);
  private static TestHub hub;
  private static Users users;

  @BeforeAll static void start() {
    hub = TestHub.onDatabase("console_login");
    Imported.twoAccounts(hub);
    users = new Users(hub.store);
  }

  @AfterAll static void stop() {
    hub.close();
  }

  @Test void a_session_is_a_cookie_that_no_script_reads_and_no_other_site_sends() {
    add("cookie", Role.SUPPORT);
    HttpResponse<String> response = LoggedIn.login(hub.client, "cookie", PASSWORD);
    JsonNode me = Documented.holds("/api/v1/login", "post", response);
    assertThat(me.path("sites").path(0).asText()).isEqualTo("明德公寓");
    assertThat(response.headers().allValues("Set-Cookie")).anySatisfy(cookie ->
        assertThat(cookie).startsWith("paywatt.session=").contains("HTTPOnly", "SameSite=Strict", "Path=/api"));
    LoggedIn user = LoggedIn.as(hub.client, "cookie", PASSWORD);
    assertThat(Documented.holds("/api/v1/me", "get", user.get("/api/v1/me")).path("name").asText()).isEqualTo("cookie");
  }

  @Test void a_change_without_the_token_of_the_page_is_refused() {
    add("forged", Role.SUPPORT);
    LoggedIn user = LoggedIn.as(hub.client, "forged", PASSWORD);
    var bare = user.request("/api/v1/accounts/A-0301/hold").header("Content-Type", "application/json");
    HttpResponse<String> refused = hub.client.send(bare.POST(BodyPublishers.ofString("{\"reason\":\"x\"}")));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("X-XSRF-TOKEN");
    var wrong = user.request("/api/v1/accounts/A-0301/hold").header("Content-Type", "application/json")
        .header("X-XSRF-TOKEN", "made.up.token");
    assertThat(hub.client.send(wrong.POST(BodyPublishers.ofString("{\"reason\":\"x\"}"))).statusCode()).isEqualTo(403);
    assertThat(user.post("/api/v1/accounts/A-0301/hold", "{\"reason\":\"x\"}").statusCode()).isEqualTo(200);
    assertThat(user.post("/api/v1/accounts/A-0301/hold", "{\"release\":true}").statusCode()).isEqualTo(200);
    JsonNode line = TestClient.json(hub.client.get("/api/v1/audit?actor=forged&action=hold")).path("items").path(0);
    assertThat(line.path("role").asText()).isEqualTo("support");
    assertThat(line.path("reason").asText()).isEqualTo("x");
  }

  @Test void too_many_wrong_passwords_lock_even_the_right_one_out_until_somebody_lets_in_again() {
    add("guessed", Role.VIEWER);
    for (int i = 0; i < 3; i++) {
      assertThat(LoggedIn.login(hub.client, "guessed", "wrong password").statusCode()).isEqualTo(401);
    }
    HttpResponse<String> locked = LoggedIn.login(hub.client, "guessed", PASSWORD);
    assertThat(locked.statusCode()).isEqualTo(401);
    assertThat(locked.body()).isEqualTo(LoggedIn.login(hub.client, "nobody-here", PASSWORD).body());
    assertThat(users.get("guessed").lockedUntil()).isNotNull();
    Documented.holds("/api/v1/users/{name}/disabled", "post",
        hub.client.postJson("/api/v1/users/guessed/disabled", "{\"disabled\":false}"));
    assertThat(LoggedIn.login(hub.client, "guessed", PASSWORD).statusCode()).isEqualTo(200);
  }

  @Test void a_session_ends_with_logout_with_a_new_password_and_when_the_user_is_disabled() {
    add("leaving", Role.VIEWER);
    LoggedIn user = LoggedIn.as(hub.client, "leaving", PASSWORD);
    Documented.holds("/api/v1/logout", "post", user.post("/api/v1/logout", "{}"));
    assertThat(user.get("/api/v1/me").statusCode()).isEqualTo(401);
    LoggedIn again = LoggedIn.as(hub.client, "leaving", PASSWORD);
    assertThat(hub.client.postJson("/api/v1/users/leaving/password", "{\"password\":\"another password\"}").statusCode())
        .isEqualTo(200);
    assertThat(again.get("/api/v1/me").statusCode()).isEqualTo(401);
    LoggedIn last = LoggedIn.as(hub.client, "leaving", "another password");
    users.setDisabled("leaving", true, "test");
    assertThat(last.get("/api/v1/me").statusCode()).isEqualTo(401);
  }

  @Test void everybody_changes_their_own_password_knowing_the_old_one() {
    add("changer", Role.VIEWER);
    LoggedIn user = LoggedIn.as(hub.client, "changer", PASSWORD);
    assertThat(user.post("/api/v1/me/password", "{\"password\":\"not the old one\",\"newPassword\":\"a new password\"}").statusCode())
        .isEqualTo(401);
    Documented.holds("/api/v1/me/password", "post", user.post("/api/v1/me/password",
        "{\"password\":\"" + PASSWORD + "\",\"newPassword\":\"a new password\"}"));
    assertThat(LoggedIn.login(hub.client, "changer", PASSWORD).statusCode()).isEqualTo(401);
    assertThat(LoggedIn.login(hub.client, "changer", "a new password").statusCode()).isEqualTo(200);
  }

  @Test void the_token_of_the_api_begins_a_session_too() {
    HttpResponse<String> response = hub.client.send(hub.client.bare("/api/v1/login").header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"token\":\"" + TestHub.TOKEN + "\"}")));
    assertThat(Documented.holds("/api/v1/login", "post", response).path("everySite").asBoolean()).isTrue();
  }

  @Test void users_are_added_shown_and_changed_and_no_answer_repeats_a_password() {
    HttpResponse<String> added = hub.client.postJson("/api/v1/users",
        "{\"name\":\"li.wei\",\"password\":\"correct horse battery\",\"roles\":[\"support\"],\"sites\":[\"明德公寓\"]}");
    assertThat(added.statusCode()).isEqualTo(201);
    assertThat(added.body()).doesNotContain("horse", "pbkdf2");
    assertThat(hub.client.postJson("/api/v1/users",
        "{\"name\":\"li.wei\",\"password\":\"correct horse battery\",\"roles\":[\"support\"],\"everySite\":true}").statusCode())
        .isEqualTo(409);
    HttpResponse<String> tooShort = hub.client.postJson("/api/v1/users",
        "{\"name\":\"x\",\"password\":\"hunter2\",\"roles\":[\"support\"],\"everySite\":true}");
    assertThat(tooShort.statusCode()).isEqualTo(422);
    assertThat(tooShort.body()).doesNotContain("hunter2").contains("10 to 200");
    assertThat(hub.client.postJson("/api/v1/users/li.wei/roles", "{\"roles\":[\"king\"]}").body()).contains("king", "approver");
    Documented.holds("/api/v1/users/{name}/roles", "post",
        hub.client.postJson("/api/v1/users/li.wei/roles", "{\"roles\":[\"approver\",\"integrator\"]}"));
    Documented.holds("/api/v1/users/{name}/sites", "post",
        hub.client.postJson("/api/v1/users/li.wei/sites", "{\"everySite\":true}"));
    JsonNode user = Documented.holds("/api/v1/users/{name}", "get", hub.client.get("/api/v1/users/li.wei"));
    assertThat(user.path("roles")).isEqualTo(TestClient.json("[\"approver\",\"integrator\"]"));
    assertThat(user.path("everySite").asBoolean()).isTrue();
    Documented.holds("/api/v1/users", "get", hub.client.get("/api/v1/users"));
    JsonNode lines = Documented.holds("/api/v1/audit", "get", hub.client.get("/api/v1/audit?subject=user:li.wei"));
    assertThat(lines.path("items").findValuesAsText("action")).containsExactly("user-sites", "user-roles", "user-add");
    assertThat(lines.path("items").path(1).path("before").path("roles").path(0).asText()).isEqualTo("support");
    assertThat(lines.toString()).doesNotContain("pbkdf2");
    assertThat(Documented.holds("/api/v1/audit/check", "get", hub.client.get("/api/v1/audit/check")).path("problems")).isEmpty();
  }

  private static void add(String name, Role role) {
    users.add(name, HASH, Set.of(role), List.of("明德公寓"), "test");
  }
}
