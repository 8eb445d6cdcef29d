package io.paywatt.ledger.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.paywatt.ledger.store.Json;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What an editor checks by the schema, and what the guide shows, is what the reader takes. */
class TariffSchemaTest {
  private static final Path CONFIG = Path.of("../config/tariffs");

  static Set<ValidationMessage> messages(String yaml) throws IOException {
    JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Files.readString(CONFIG.resolve("tariff.schema.json")));
    Object read = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return schema.validate(Json.object(Json.write(read)));
  }

  @Test
  void the_tariffs_that_ship_fit_the_schema() throws IOException {
    try (var files = Files.list(CONFIG)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        assertThat(messages(Files.readString(file))).as(file.toString()).isEmpty();
      }
    }
  }

  @Test
  void a_tariff_with_every_field_fits_the_schema_and_the_reader() throws IOException {
    String text = Files.readString(Path.of("src/test/resources/tariffs/every-field.yaml"));
    assertThat(messages(text)).isEmpty();
    assertThat(TestTariffs.parse(text).versions()).hasSize(3);
  }

  @Test
  void the_schema_refuses_unknown_keys_and_wrong_types() throws IOException {
    String text = Files.readString(CONFIG.resolve("flat.yaml"));
    assertThat(messages(text.replace("pricePerKWh", "pricePerKwh"))).isNotEmpty();
    assertThat(messages(text.replace("\"0.60\"", "\"sixty fen\""))).isNotEmpty();
    assertThat(messages(text.replace("code: flat", "code: Flat Price"))).isNotEmpty();
  }

  @Test
  void the_tariffs_of_the_guide_are_right() throws IOException {
    Matcher blocks = Pattern.compile("```yaml\n(code: .*?)```", Pattern.DOTALL)
        .matcher(Files.readString(Path.of("../docs/tariffs.md")));
    List<String> codes = new ArrayList<>();
    while (blocks.find()) {
      assertThat(messages(blocks.group(1))).isEmpty();
      codes.add(TestTariffs.parse(blocks.group(1)).code());
    }
    assertThat(codes).containsExactly("flat", "city");
  }

  @Test
  void the_household_of_the_guide_is_right() throws IOException {
    Matcher block = Pattern.compile("```yaml\n(people: .*?)```", Pattern.DOTALL)
        .matcher(Files.readString(Path.of("../docs/tariffs.md")));
    assertThat(block.find()).isTrue();
    assertThat(HouseholdFile.read("guide", block.group(1)).people()).isEqualTo(6);
  }
}
