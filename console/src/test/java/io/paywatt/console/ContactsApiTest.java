package io.paywatt.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ContactsApiTest {
  private static TestHub hub;

  @BeforeAll static void start() {
    hub = TestHub.onDatabase("console_contacts");
  }

  @AfterAll static void stop() {
    hub.close();
  }

  @Test void an_address_is_added_shown_masked_and_taken_away() {
    Imported.twoAccounts(hub);
    String contacts = "/api/v1/accounts/A-0301/contacts";
    HttpResponse<String> added = hub.client.postJson(contacts, "{\"channel\":\"email\",\"address\":\"li.lei@example.com\"}");
    assertThat(added.statusCode()).isEqualTo(200);
    assertThat(hub.client.get(contacts).body()).contains("li.l****.com").doesNotContain("lei@");
    assertThat(hub.client.postJson(contacts, "{\"channel\":\"email\",\"address\":\"li.lei@example.com\",\"remove\":true}").body())
        .contains("\"items\":[]");
    assertThat(hub.client.postJson(contacts, "{\"channel\":\"email\",\"address\":\"nobody\"}").statusCode()).isEqualTo(400);
    assertThat(hub.client.get("/api/v1/accounts/NOBODY/contacts").statusCode()).isEqualTo(404);
  }
}
