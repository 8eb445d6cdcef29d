package io.paywatt.console;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.command.CommandReply;
import io.paywatt.ledger.command.OutgoingCommand;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A meter's live state, its usage, and commands to it. */
class MetersTest {
  private static final String SERIAL = "142400000301";
  private static final String COMMANDS = "/api/v1/meters/" + SERIAL + "/commands";
  private static TestHub hub;

  @BeforeAll static void start() {
    hub = TestHub.onDatabase("console_meters");
    Imported.twoAccounts(hub);
  }

  @AfterAll static void stop() {
    hub.close();
  }

  @Test void meter_that_never_spoke_is_shown_as_such() {
    JsonNode meter = Documented.holds("/api/v1/meters/{serial}", "get", hub.client.get("/api/v1/meters/" + SERIAL));
    assertThat(meter.path("account").asText()).isEqualTo("A-0301");
    assertThat(meter.path("online").asBoolean()).isFalse();
    assertThat(meter.path("lastSeen").isNull()).isTrue();
    assertThat(meter.path("relay").path("reported").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hour", "day", "month"})
  void usage_comes_in_calendar_buckets(String by) {
    JsonNode usage = Documented.holds("/api/v1/meters/{serial}/usage", "get", hub.client.get("/api/v1/meters/" + SERIAL
        + "/usage?from=2026-10-31T16:00:00Z&to=2026-11-02T16:00:00Z&by=" + by));
    assertThat(usage.path("items")).hasSize(by.equals("hour") ? 48 : by.equals("day") ? 2 : 1);
    assertThat(usage.path("items").path(0).path("from").asText()).isEqualTo("2026-10-31T16:00:00Z");
    assertThat(usage.path("items").path(0).path("cost").path("currency").asText()).isEqualTo("CNY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-01", "2026-11-01T00:00:00%2B08:00", "2026-11-01T00:00:00+08:00"})
  void a_date_is_the_day_of_the_tariffs_and_a_plus_need_not_be_encoded(String from) {
    JsonNode usage = TestClient.json(hub.client.get("/api/v1/meters/" + SERIAL + "/usage?from=" + from
        + "&to=2026-11-02T16:00:00Z").body());
    assertThat(usage.path("items").path(0).path("from").asText()).isEqualTo("2026-10-31T16:00:00Z");
  }

  @Test void the_other_word_for_closed_is_understood() {
    JsonNode command = TestClient.json(hub.client.postJson(COMMANDS, "{\"kind\":\"relay\",\"relay\":\"close\"}").body());
    assertThat(command.path("body").path("relay").asText()).isEqualTo("closed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"kind\":\"read\"}", "{\"kind\":\"relay\",\"relay\":\"open\"}", "{\"kind\":\"balance\"}",
      "{\"kind\":\"price\",\"price\":\"0.6000\"}", "{\"kind\":\"display\",\"text\":\"请充值\"}"})
  void command_is_taken_and_listed(String body) {
    HttpResponse<String> response = hub.client.postJson(COMMANDS, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    JsonNode command = Documented.holds("/api/v1/meters/{serial}/commands", "post", response);
    assertThat(command.path("kind")).isEqualTo(TestClient.json(body).path("kind"));
    assertThat(command.path("state").asText()).isEqualTo("queued");
    JsonNode list = Documented.holds("/api/v1/meters/{serial}/commands", "get", hub.client.get(COMMANDS));
    assertThat(list.path("items").findValuesAsText("id")).contains(command.path("id").asText());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "{}                                       | kind",
      "{\"kind\":\"credit\"}                    | read, relay, balance, price, display",
      "{\"kind\":\"explode\"}                   | explode",
      "{\"kind\":7}                             | is 7",
      "{\"kind\":\"relay\"}                     | relay",
      "{\"kind\":\"relay\",\"relay\":\"ajar\"}  | ajar",
      "{\"kind\":\"price\",\"price\":0.6}       | price",
      "{\"kind\":\"price\",\"price\":\"-1\"}    | -1",
      "{\"kind\":\"display\"}                   | text",
      "{\"kind\":\"read\",\"when\":\"now\"}     | when",
  })
  void wrong_command_is_422_and_says_why(String body, String said) {
    HttpResponse<String> response = hub.client.postJson(COMMANDS, body);
    JsonNode problem = Documented.holds("/api/v1/meters/{serial}/commands", "post", response);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
    assertThat(problem.path("detail").asText()).contains(said);
  }

  @Test void a_command_is_followed_step_by_step_and_only_under_its_own_meter() {
    String id = TestClient.json(hub.client.postJson(COMMANDS, "{\"kind\":\"read\"}").body()).path("id").asText();
    JsonNode command = Documented.holds("/api/v1/meters/{serial}/commands/{id}", "get", hub.client.get(COMMANDS + "/" + id));
    assertThat(command.path("steps").findValuesAsText("step")).containsExactly("queued", "sent", "accepted", "proven");
    assertThat(hub.client.get("/api/v1/meters/142400000302/commands/" + id).statusCode()).isEqualTo(404);
  }

  @Test void a_caller_who_waits_gets_the_answer_of_the_meter_or_the_command_as_it_is_then() throws Exception {
    HttpResponse<String> late = hub.client.postJson(COMMANDS + "?wait=1", "{\"kind\":\"display\",\"text\":\"late\"}");
    assertThat(late.statusCode()).as(late.body()).isEqualTo(202);
    hub.store.inTransaction(handle -> handle.execute("DELETE FROM command"));
    var waiting = CompletableFuture.supplyAsync(() -> hub.client.postJson(COMMANDS + "?wait=30", "{\"kind\":\"read\"}"));
    CommandDesk desk = new CommandDesk(hub.store);
    List<OutgoingCommand> sent = await().until(() -> desk.claimDue(1), due -> !due.isEmpty());
    desk.reply(List.of(new CommandReply(SERIAL, sent.get(0).id(), "done", null, null, null, 4711L, "{\"energyWh\":4711}")));
    JsonNode answered = Documented.holds("/api/v1/meters/{serial}/commands", "post", waiting.get(40, TimeUnit.SECONDS));
    assertThat(answered.path("state").asText()).isEqualTo("proven");
    assertThat(answered.path("reply").path("energyWh").asLong()).isEqualTo(4711);
  }

  @Test void an_exchanged_meter_goes_on_under_its_new_serial_and_told_again_it_is_the_same_change() {
    String told = "{\"at\":\"2026-01-05T00:00:00Z\",\"finalWh\":4000,\"newSerial\":\"142400000399\",\"initialWh\":7,\"multiplier\":20}";
    for (int again = 0; again < 2; again++) {
      JsonNode change = replaced("142400000303", told, 200);
      assertThat(change.path("now").path("serial").asText()).isEqualTo("142400000399");
      assertThat(change.path("now").path("multiplier").asInt()).isEqualTo(20);
    }
    assertThat(replaced("142400000303", told.replace("4000", "4001"), 409).path("detail").asText()).contains("another change");
    assertThat(replaced("142400000399", "{\"at\":\"2026-01-06T00:00:00Z\",\"finalWh\":9,\"multiplier\":0}", 422).path("detail")
        .asText()).contains("multiplier");
    replaced("none", told, 404);
    assertThat(TestClient.json(hub.client.get("/api/v1/meters/142400000399")).path("account").asText()).isEqualTo("A-0302");
    assertThat(hub.client.get("/api/v1/meters/142400000303").statusCode()).isEqualTo(404);
  }

  private static JsonNode replaced(String serial, String told, int status) {
    HttpResponse<String> response = hub.client.postJson("/api/v1/meters/" + serial + "/replacement", told);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return Documented.holds("/api/v1/meters/{serial}/replacement", "post", response);
  }

  @Test void command_to_an_unknown_meter_is_404() {
    assertThat(hub.client.postJson("/api/v1/meters/none/commands", "{\"kind\":\"read\"}").statusCode()).isEqualTo(404);
  }
}
