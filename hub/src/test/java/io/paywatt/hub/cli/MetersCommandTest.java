package io.paywatt.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;

class MetersCommandTest {
  private static final Path MAKES = Path.of("../config/meters").toAbsolutePath().normalize();
  @TempDir
  private Path folder;
  private String out;

  @Test
  void a_frame_in_hexadecimal_is_tried_and_said_in_words() throws IOException {
    Path sample = write("frame.hex", "FE FE 68 01 00 22 11 23 20 68 91 08 33 33 34 33 9A 78 56 34 49 16\n");
    assertThat(run("try", MAKES.resolve("dlt645.yaml").toString(), sample.toString())).isZero();
    assertThat(out).contains("reading   meter 202311220001", "12345670 Wh", "assumed: received-time",
        "value     meter 202311220001, energy 12345.67 kWh");
  }

  @Test
  void a_sample_of_a_mapping_is_answered_as_json_for_programs() throws IOException {
    Path sample = write("sample.json", "{\"method\":\"thing.event.property.post\",\"params\":{\"electric_read\":5.2,"
        + "\"powerstate\":1}}");
    assertThat(run("try", MAKES.resolve("thing-breaker.yaml").toString(), sample.toString(), "--topic", "breaker/4711-post",
        "--json")).isZero();
    JsonNode json = new ObjectMapper().readTree(out);
    assertThat(json.at("/readings/0/serial").asText()).isEqualTo("4711");
    assertThat(json.at("/readings/0/energyWh").asLong()).isEqualTo(5_200);
    assertThat(json.at("/readings/0/relay").asText()).isEqualTo("closed");
    assertThat(json.at("/readings/0/quality/0").asText()).isEqualTo("received-time");
  }

  @Test
  void a_sample_that_says_nothing_is_answered_with_why_and_status_1() throws IOException {
    Path sample = write("sample.json", "{\"method\":\"hello\"}");
    assertThat(run("try", MAKES.resolve("thing-breaker.yaml").toString(), sample.toString())).isEqualTo(1);
    assertThat(out).contains("does not apply: /method is not thing.event.property.post");
    assertThat(run("try", MAKES.resolve("thing-breaker.yaml").toString(), write("bad.json", "{").toString())).isEqualTo(1);
    assertThat(out).contains("fault     payload is not valid JSON");
  }

  @Test
  void a_topic_of_another_make_and_a_missing_file_are_wrong_use() throws IOException {
    Path sample = write("sample.json", "{}");
    assertThat(run("try", MAKES.resolve("tasmota.yaml").toString(), sample.toString(), "--topic", "paywatt/1/reading"))
        .isEqualTo(2);
    assertThat(run("try", "nowhere.yaml", sample.toString())).isEqualTo(2);
  }

  @Test
  void a_command_is_shown_as_it_would_be_sent() {
    assertThat(run("encode", MAKES.resolve("dlt645.yaml").toString(), "read", "--meter", "202311220001")).isZero();
    assertThat(out).contains("topic     dtu/sample/down",
        "FE FE FE FE 68 01 00 22 11 23 20 68 11 04 33 33 34 33 29 16");
  }

  @Test
  void the_shipped_makes_are_checked_and_a_fault_has_its_line() throws IOException {
    assertThat(run("mappings", "check", MAKES.toString())).isZero();
    assertThat(out).contains("dlt645           relay, read, write, polled", "All is right.");
    Path wrong = write("acme.yaml", "make: acme\nprotocol: tasmota\npower: ON\n");
    assertThat(run("mappings", "check", wrong.toString())).isEqualTo(1);
    assertThat(out).contains(wrong + ":3: power is 'ON', allowed are POWER, POWER1, POWER2 ...").contains("1 to mend.");
  }

  @Test
  void the_shipped_makes_are_as_the_schema_for_editors_says_and_a_wrong_key_is_not() throws IOException {
    JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Files.readString(MAKES.resolve("schema.json")));
    try (var files = Files.list(MAKES)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".yaml")).toList()) {
        assertThat(messages(schema, Files.readString(file))).as(file.toString()).isEmpty();
      }
    }
    assertThat(messages(schema, "make: acme\nprotocol: tasmota\npowr: POWER\n")).isNotEmpty();
  }

  private static Set<ValidationMessage> messages(JsonSchema schema, String yaml) {
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return schema.validate(new ObjectMapper().valueToTree(tree));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private int run(String... arguments) {
    System.setProperty("paywatt.home", "..");
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      return new CommandLine(new MetersCommand()).execute(arguments);
    } finally {
      System.clearProperty("paywatt.home");
      System.setOut(before);
      out = bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
