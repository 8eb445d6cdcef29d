package io.paywatt.ledger.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import io.paywatt.ledger.Misconfigured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextsTest {
  private static final Path SHIPPED = Path.of("..", "config", "texts");
  @TempDir Path folder;

  @Test void the_shipped_texts_are_whole_in_both_languages() {
    assertThat(Texts.load(SHIPPED, 3).locales()).containsExactlyInAnyOrder("zh-CN", "en");
  }

  @Test void a_resident_gets_the_nearest_language() {
    Texts texts = Texts.load(SHIPPED, 3);
    assertThat(texts.nearest("zh-CN")).isEqualTo("zh-CN");
    assertThat(texts.nearest("zh-TW")).isEqualTo("zh-CN");
    assertThat(texts.nearest("en-KE")).isEqualTo("en");
    assertThat(texts.nearest("sw")).isEqualTo("en");
    assertThat(texts.nearest(null)).isEqualTo("en");
  }

  @Test void every_fault_is_named_with_its_line() throws IOException {
    String texts = Files.readString(SHIPPED.resolve("en.yaml")).replaceAll("(?m)^#.*\n", "")
        .replaceFirst("\\{balance}", "{money}")
        .replace("cut-off:", "cut-of:")
        .replaceFirst("variables: \\[site, room, amount", "variables: [site, rom, amount")
        .replace("power failure at {at}.", "power failure at {at.");
    Files.writeString(folder.resolve("en.yaml"), texts + "low-balance:\n  text: twice\n  colour: red\n");
    assertThat(faults()).satisfiesExactlyInAnyOrder(
        fault -> assertThat(fault).contains("en.yaml:2: {money} is not known in low-balance, allowed are account"),
        fault -> assertThat(fault).contains("en.yaml:10: 'cut-of' is no kind of notice, allowed are"),
        fault -> assertThat(fault).contains("en.yaml:2: text of low-balance does not name {balance}"),
        fault -> assertThat(fault).contains("text of low-balance does not name {balance}"),
        fault -> assertThat(fault).contains("en.yaml:1: the text of 'cut-off' is missing"),
        fault -> assertThat(fault).contains("en.yaml:18: {rom} is not known in receipt"),
        fault -> assertThat(fault).contains("text of alert-power-failure has a brace without its partner"),
        fault -> assertThat(fault).contains("'low-balance' is there twice"),
        fault -> assertThat(fault).contains("'colour' is not allowed in low-balance"));
  }

  @Test void a_text_without_what_it_is_for_and_one_that_gets_too_long_are_faults() throws IOException {
    String texts = Files.readString(SHIPPED.resolve("en.yaml")).replaceAll("(?m)^#.*\n", "")
        .replaceFirst("type \\{token}", "type the token")
        .replaceFirst("variables: \\[site, room, token", "template: SMS_1\n  variables: [site, room")
        .replaceFirst("we received \\{amount}", "we received {amount}" + " and we are glad".repeat(22))
        .replaceFirst("\\{days\\|day\\|days}", "{days|day}");
    Files.writeString(folder.resolve("en.yaml"), texts);
    assertThat(faults()).satisfiesExactlyInAnyOrder(
        fault -> assertThat(fault).contains("en.yaml:", "text of token does not name {token}"),
        fault -> assertThat(fault).contains("template of token does not name {token}"),
        fault -> assertThat(fault).contains("text of receipt takes 4 parts as an SMS", "allowed are 3"),
        fault -> assertThat(fault).contains("text of low-days has a brace without its partner, or a | without"));
  }

  @Test void a_text_may_have_500_characters_at_most() throws IOException {
    String texts = Files.readString(SHIPPED.resolve("en.yaml"));
    Files.writeString(folder.resolve("en.yaml"),
        texts.replaceFirst("your electricity balance", "x".repeat(500)));
    assertThat(faults()).first().asString().contains("text of low-balance has 5", "allowed are 1 to 500");
  }

  @Test void broken_yaml_a_wrong_file_name_and_an_empty_file_are_faults() throws IOException {
    Files.writeString(folder.resolve("en.yaml"), "receipt:\n\ttext: x\n");
    Files.writeString(folder.resolve("zh_CN.yaml"), "");
    assertThat(faults()).anyMatch(f -> f.contains("en.yaml:2: no YAML"))
        .anyMatch(f -> f.contains("zh_CN.yaml: the name is no locale"))
        .anyMatch(f -> f.contains("zh_CN.yaml:1: the file is empty"));
  }

  @Test void a_folder_without_texts_and_no_folder_are_faults() {
    assertThat(faults()).singleElement().asString().contains("no texts there");
    folder = folder.resolve("missing");
    assertThat(faults()).singleElement().asString().contains("can't be read");
  }

  private List<String> faults() {
    return catchThrowableOfType(Misconfigured.class, () -> Texts.load(folder, 3)).faults();
  }
}
