package io.paywatt.console;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.console.http.Masked;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.failed.FailedMessage;
import io.paywatt.ledger.user.Role;
import io.paywatt.ledger.user.Users;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is shown of residents to whom; and the desk of a landlord. */
class MaskedTest {
  private static final String PASSWORD = "staple of horses";
  private static TestHub hub;
  private static LoggedIn viewer;
  private static LoggedIn support;
  private static LoggedIn landlord;
  private static long own;
  private static long foreign;

  @BeforeAll static void start() {
    hub = TestHub.onDatabase("console_masked");
    Imported.twoAccounts(hub);
    hub.client.post("/api/v1/imports", "text/csv", Imported.HEADER
        + "North,1-1,N-1,Norah North,13900139001,en,149900000001,native,flat,7.00,0,1\n");
    viewer = user("viewer", Role.VIEWER, null);
    support = user("support", Role.SUPPORT, null);
    landlord = user("landlord", Role.SUPPORT, List.of("明德公寓"));
    own = park("{\"meter\":\"142400000301\",\"payer\":{\"openid\":\"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o\"},"
        + "\"note\":\"call 13800138123\"}");
    foreign = park("{\"meter\":\"149900000001\",\"note\":\"x\"}");
  }

  @AfterAll static void stop() {
    hub.close();
  }

  @Test void who_only_looks_sees_no_name_and_support_sees_it_but_no_phone() {
    JsonNode seen = Documented.holds("/api/v1/accounts/{id}", "get", viewer.get("/api/v1/accounts/A-0301"));
    assertThat(seen.path("holder").asText()).isEqualTo("••明");
    assertThat(seen.path("balance").path("amount").asLong()).isEqualTo(5000);
    JsonNode known = TestClient.json(support.get("/api/v1/accounts/A-0301"));
    assertThat(known.path("holder").asText()).isEqualTo("王小明");
    assertThat(known.path("phone").asText()).isEqualTo("*******8123");
    assertThat(viewer.get("/api/v1/accounts").body()).doesNotContain("王小明", "138001");
  }

  @Test void a_phone_is_revealed_for_a_reason_that_is_in_the_audit() {
    assertThat(support.post("/api/v1/accounts/A-0301/reveal", "{}").statusCode()).isEqualTo(422);
    assertThat(viewer.post("/api/v1/accounts/A-0301/reveal", "{\"reason\":\"curious\"}").statusCode()).isEqualTo(403);
    JsonNode person = Documented.holds("/api/v1/accounts/{id}/reveal", "post",
        support.post("/api/v1/accounts/A-0301/reveal", "{\"reason\":\"calls back\"}"));
    assertThat(person.path("phone").asText()).isEqualTo("13800138123");
    JsonNode line = TestClient.json(hub.client.get("/api/v1/audit?action=reveal&subject=account:A-0301")).path("items").path(0);
    assertThat(line.path("actor").asText()).isEqualTo("support");
    assertThat(line.path("reason").asText()).isEqualTo("calls back");
    assertThat(line.toString()).doesNotContain("13800138123");
  }

  @Test void payers_and_phones_in_a_message_are_masked_for_everybody_until_somebody_says_why() {
    String path = "/api/v1/failed/" + own;
    for (LoggedIn user : List.of(viewer, support)) {
      JsonNode shown = Documented.holds("/api/v1/failed/{id}", "get", user.get(path));
      assertThat(shown.path("body").asText()).doesNotContain("oUpF8u", "13800138123").contains("142400000301", "8123");
    }
    JsonNode whole = Documented.holds("/api/v1/failed/{id}/reveal", "post",
        support.post(path + "/reveal", "{\"reason\":\"the payer asks\"}"));
    assertThat(whole.path("body").asText()).contains("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "call 13800138123");
    String masked = TestClient.json(support.get(path)).path("body").asText().replace("\"", "\\\"");
    assertThat(support.post(path + "/versions", "{\"version\":1,\"reason\":\"x\",\"body\":\"" + masked + "\"}").body())
        .contains("reveal the message first");
  }

  @Test void forms_xml_changes_and_bytes_hide_nobody_either() {
    String form = "buyer_logon_id=li.wei@example.com&total_amount=50.00&note=0712345678&out_trade_no=13800138999";
    assertThat(bodyOf(park(form))).doesNotContain("li.wei", "0712345678").contains("total_amount=50.00", "=13800138999");
    assertThat(bodyOf(park("<xml><openid>oUpF8uMuAJO</openid><sum>5</sum></xml>"))).doesNotContain("oUpF8u").contains("<sum>5<");
    assertThat(bodyOf(park("[{\"Name\":\"PhoneNumber\",\"Value\":254712345678}]"))).contains("5678").doesNotContain("2547123");
    assertThat(bodyOf(park("{\"amount\":1.10, \"reference\":\"13800138123\"}")))
        .isEqualTo("{\"amount\":1.10, \"reference\":\"13800138123\"}");
    long bytes = new FailedDesk(hub.store).park(message(new byte[] {(byte) 0xff, '1', '3', '8'}));
    assertThat(bodyOf(bytes)).isEqualTo("••••");
    long edited = park("{\"payer\":\"li.wei.of.the.park\"}");
    String edit = "{\"version\":1,\"reason\":\"x\",\"body\":\"{\\\"payer\\\":\\\"li.na.of.the.park\\\"}\"}";
    assertThat(support.post("/api/v1/failed/" + edited + "/versions", edit).body()).doesNotContain("li.na.of");
    assertThat(support.get("/api/v1/failed/" + edited + "/versions").body())
        .doesNotContain("li.wei.of", "li.na.of").contains("••••");
  }

  @Test void whom_a_message_names_is_hidden_in_its_cause_notes_versions_and_group_and_found_all_the_same() {
    String body = "{\"meter\":\"149900000001\",\"payer\":{\"name\":\"孙悟空\"},\"note\":\"Norah North and 孙悟空 quarrel\"}";
    long id = new FailedDesk(hub.store).park(message(body.getBytes(StandardCharsets.UTF_8),
        "孙悟空 (13911112222) is not Norah North of meter 149900000001"));
    JsonNode shown = TestClient.json(support.get("/api/v1/failed/" + id));
    assertThat(shown.toString()).doesNotContain("孙悟空", "Norah North", "13911112222").contains("149900000001");
    assertThat(shown.path("error").asText()).isEqualTo("••空 (•••••••2222) is not •••••••orth of meter 149900000001");
    assertThat(support.get("/api/v1/failed").body()).doesNotContain("孙悟空", "Norah North", "13911112222");
    String group = "/api/v1/failed/groups/" + shown.path("group").asLong();
    assertThat(TestClient.json(support.get(group)).path("message").asText()).isEqualTo("# (#) is not # of meter #");
    support.post(group + "/notes", "{\"text\":\"Norah North answers at 13911113333\"}");
    assertThat(support.get(group).body()).doesNotContain("Norah North", "13911113333").contains("•••••••orth answers");
    assertThat(support.get("/api/v1/failed/" + id + "/versions").body()).doesNotContain("孙悟空", "Norah North");
    assertThat(support.post("/api/v1/failed/" + id + "/reveal", "{\"reason\":\"they call\"}").body())
        .contains("孙悟空 (13911112222) is not Norah North");
    for (String word : List.of("孙悟空", "13911112222")) {
      assertThat(TestClient.json(support.get("/api/v1/failed?q=" + URLEncoder.encode(word, StandardCharsets.UTF_8)))
          .path("items").findValuesAsText("id")).as(word).containsExactly(Long.toString(id));
    }
  }

  @Test void the_notice_within_a_message_hides_nobody_either() {
    String payer = Base64.getEncoder().encodeToString("{\"payer\":{\"openid\":\"oUpF8uMuAJO\"}}".getBytes());
    String nobody = Base64.getEncoder().encodeToString("{\"amount\":500}".getBytes());
    assertThat(bodyOf(park("{\"raw\":\"" + payer + "\"}"))).isEqualTo("{\"raw\":\"••••\"}");
    assertThat(bodyOf(park("{\"raw\":\"" + nobody + "\"}"))).contains(nobody);
  }

  @Test void a_line_of_the_log_has_no_phone_payer_or_token_and_keeps_what_names_things() {
    assertThat(Masked.line("meter is \"13800138123\", payer=Wang, {\"payer\":\"Ann Li\"}, Meter 14200000012, +254712345678"))
        .isEqualTo("meter is \"•••••••8123\", payer=•••g, {\"payer\":\"•••••i\"}, Meter 14200000012, •••••••••5678");
    assertThat(Masked.line("token 1234 5678 9012 3456 7890 given")).doesNotContain("1234 5678").endsWith("7890 given");
  }

  @Test void a_statement_for_printing_is_masked_for_who_only_looks() throws IOException {
    String csv = viewer.get("/api/v1/accounts/A-0301/statement?format=csv").body();
    assertThat(csv).contains("opening:A-0301").doesNotContain("王小明", "13800138123");
    assertThat(printed(viewer)).contains("A-0301").doesNotContain("王小明");
    assertThat(printed(support)).contains("王小明");
  }

  @Test void a_landlord_finds_groups_and_replays_the_messages_of_their_buildings_alone() {
    JsonNode list = TestClient.json(landlord.get("/api/v1/failed")).path("items");
    assertThat(list.findValuesAsText("id")).containsExactly(Long.toString(own));
    JsonNode groups = TestClient.json(landlord.get("/api/v1/failed/groups")).path("items");
    assertThat(groups.path(0).path("count").asInt()).isEqualTo(1);
    String group = "/api/v1/failed/groups/" + groups.path(0).path("id").asLong();
    assertThat(TestClient.json(landlord.get(group)).path("count").asInt()).isEqualTo(1);
    assertThat(TestClient.json(support.get(group)).path("count").asInt()).isGreaterThan(1);
    assertThat(landlord.get("/api/v1/failed/" + foreign).statusCode()).isEqualTo(404);
    String replays = "/api/v1/failed/replays";
    assertThat(landlord.post(replays, "{\"ids\":[" + foreign + "],\"dryRun\":true}").statusCode()).isEqualTo(404);
    JsonNode plan = TestClient.json(landlord.post(replays, "{\"filter\":{\"route\":\"masked\"},\"dryRun\":true}"));
    assertThat(plan.path("items").findValuesAsText("id")).containsExactly(Long.toString(own));
    long theirs = TestClient.json(landlord.post(replays, "{\"ids\":[" + own + "]}")).at("/run/id").asLong();
    assertThat(landlord.post(replays + "/" + theirs + "/cancel", "{}").statusCode()).isEqualTo(200);
    long others = TestClient.json(support.post(replays, "{\"ids\":[" + foreign + "]}")).at("/run/id").asLong();
    assertThat(landlord.get(replays + "/" + others).statusCode()).isEqualTo(404);
    assertThat(TestClient.json(landlord.get(replays)).path("items").findValuesAsText("id"))
        .containsExactly(Long.toString(theirs));
    support.post(replays + "/" + others + "/cancel", "{}");
  }

  @Test void a_landlord_sees_and_decides_the_approvals_of_their_buildings_alone() {
    long theirs = asked(park("{\"meter\":\"149900000001\"}"));
    long others = asked(park("{\"meter\":\"none\"}"));
    LoggedIn approver = user("approver", Role.APPROVER, List.of("North"));
    assertThat(TestClient.json(approver.get("/api/v1/approvals?state=waiting")).path("items").findValuesAsText("id"))
        .containsExactly(Long.toString(theirs));
    assertThat(approver.get("/api/v1/approvals/" + others).statusCode()).isEqualTo(404);
    for (String word : List.of("approve", "reject")) {
      assertThat(approver.post("/api/v1/approvals/" + others + "/" + word, "{\"reason\":\"x\"}").statusCode())
          .isEqualTo(404);
    }
    assertThat(TestClient.json(landlord.get("/api/v1/approvals")).path("items")).isEmpty();
    assertThat(approver.post("/api/v1/approvals/" + theirs + "/approve", "{}").statusCode()).isEqualTo(200);
    assertThat(support.get("/api/v1/approvals/" + others).statusCode()).isEqualTo(200);
  }

  /** A change of the meter, which waits for somebody else. @return number of the approval */
  private static long asked(long id) {
    return TestClient.json(hub.client.postJson("/api/v1/failed/" + id + "/versions",
        "{\"version\":1,\"reason\":\"typo\",\"body\":\"{\\\"meter\\\":\\\"1\\\"}\"}")).path("approval").asLong();
  }

  private static LoggedIn user(String name, Role role, List<String> sites) {
    new Users(hub.store).add(name, TestHub.PASSWORDS.hash(PASSWORD), Set.of(role), sites, "test");
    return LoggedIn.as(hub.client, name, PASSWORD);
  }

  private static long park(String body) {
    return new FailedDesk(hub.store).park(message(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static FailedMessage message(byte[] body) {
    return message(body, "went wrong");
  }

  private static FailedMessage message(byte[] body, String error) {
    return new FailedMessage("masked", "a-step", "routes/masked.camel.yaml:7", "door", "application/json", Map.of(), body,
        new IllegalStateException(error));
  }

  private static String printed(LoggedIn user) throws IOException {
    try (PDDocument document = Loader.loadPDF(hub.client.bytes(user.request("/api/v1/accounts/A-0301/statement?format=pdf")))) {
      return new PDFTextStripper().getText(document);
    }
  }

  private static String bodyOf(long id) {
    return TestClient.json(support.get("/api/v1/failed/" + id)).path("body").asText();
  }
}
