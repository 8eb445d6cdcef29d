package io.paywatt.hub.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConfigReferenceTest {
  private static final Path REFERENCE = Path.of("../config/application.properties");

  @Test
  void the_reference_file_names_every_key_with_its_preset_and_no_other() throws IOException {
    Map<String, String> documented = new LinkedHashMap<>();
    Matcher line = Pattern.compile("(?m)^#(paywatt\\.[a-z0-9.-]+) =(.*)$").matcher(Files.readString(REFERENCE));
    while (line.find()) {
      documented.put(line.group(1), line.group(2).strip());
    }
    Map<String, String> known = new LinkedHashMap<>();
    Keys.all().forEach(key -> known.put(key.name(), key.preset() == null ? "" : key.preset()));
    assertThat(documented).containsExactlyInAnyOrderEntriesOf(known);
  }
}
