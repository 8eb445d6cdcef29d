package io.paywatt.ledger.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import io.paywatt.ledger.Misconfigured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsPatternsTest {
  private static final Path SHIPPED = Path.of("..", "config", "sms");
  @TempDir Path folder;

  @Test
  void every_example_of_the_shipped_files_is_read_as_it_says() {
    assertThat(SmsPatterns.load(SHIPPED).names()).contains("mpesa-kenya/sent/1", "mpesa-kenya/received/1",
        "ghana/mtn-received/1", "ghana/telecel-received/1", "ghana/airteltigo-received/1", "utility/bill-pay/1");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '~', value = {
      "amount: \"50.00\"~amount: \"51.00\"~:22: amount is to be '51.00', found is '50.00'",
      "(?:sent|paid) to~(?:given) to~:21: the example is not recognised by mpesa-kenya/sent/1",
      "(?<account>~(?<acount>~:17: group acount is not known",
      "(?<account>[~(?<account>[[~:17: pattern is no regular expression",
      "{KSH: KES, KES: KES}~{KSH: KXX}~:12: currency is 'KXX', an ISO 4217 code",
      "operator: mpesa-kenya~operator: M Pesa~:10: operator is 'M Pesa'",
      "refused: amount~refused: currency~:25: the example is refused: amount is '5O.00'",
      "other: true~expect: {transactionId: A, amount: \"1.00\", currency: KES}~:29: the example is not recognised"})
  void a_wrong_file_is_told_with_its_line(String right, String wrong, String fault) throws IOException {
    String text = Files.readString(SHIPPED.resolve("mpesa-kenya.yaml"));
    assertThat(text).contains(right);
    Path file = folder.resolve("mpesa.yaml");
    Files.writeString(file, text.replaceFirst(java.util.regex.Pattern.quote(right),
        java.util.regex.Matcher.quoteReplacement(wrong)));
    assertThatThrownBy(() -> SmsPatterns.load(folder)).isInstanceOf(Misconfigured.class).hasMessageContaining(fault)
        .hasMessageContaining(file.toString());
  }
}
