package io.paywatt.simulator.sts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.HttpCaller;
import io.paywatt.simulator.sts.DecoderKey.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The software module on the published vectors of the STS Association and RFC 2994. */
class StsTest {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  @Test
  void decoder_keys_are_those_of_the_published_vectors() {
    assertThat(HEX.formatHex(DecoderKey.algorithm02(HEX.parseHex("ABABABABABABABAB"),
        new Identity(2, "123456", "01", 1, "93", "600727000000000009")))).isEqualTo("E653341F9D5BF36F");
    assertThat(key04(1, "93")).isEqualTo("AA4BAA8749C10D27");
    assertThat(key04(4, "14")).isEqualTo("9DC0722C29A6CC0C");
    assertThat(key04(5, "35")).isEqualTo("B08205E074AFC5D6");
    assertThat(SoftwareModule.primaryNumber("00000000000")).isEqualTo("600727000000000009");
  }

  @ParameterizedTest
  @CsvSource({"5871715, 1, 05599863000119E6, 492083C0AE7CE455, 23716100501183194197",
      "5915550, 256, 055A439E010036A2, 6F28CD8C091E3380, 26456622012185850752"})
  void blocks_and_digits_are_those_of_the_published_tokens(int minutes, int amount, String block, String cipher, String digits) {
    assertThat(HEX.toHexDigits(new TokenBlock(0, 0, 5, minutes, amount).bits())).isEqualTo(block);
    assertThat(TokenBlock.digits(0, HexFormat.fromHexDigitsToLong(cipher))).isEqualTo(digits);
    assertThat(HEX.toHexDigits(TokenBlock.cipher(digits))).isEqualTo(cipher);
  }

  @ParameterizedTest
  @CsvSource({"2004-03-01T13:55:00Z, 5871715", "2004-04-01T00:30:00Z, 5915550", "2004-03-29T00:01:00Z, 5911202",
      "2004-03-28T09:15:00Z, 5910315"})
  void times_are_those_of_the_published_tokens(Instant at, int minutes) {
    assertThat(TokenBlock.minutes(at, Instant.parse("1993-01-01T00:00:00Z"))).isEqualTo(minutes);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "16383, 16383, 16383", "20000, 16746, 20004", "180223, 32768, 180224", "18201624, 65535, 18201624"})
  void amounts_are_rounded_up_to_what_sixteen_bits_can_say(long units, int amount, long worth) {
    assertThat(TokenBlock.amount(units)).isEqualTo(amount);
    assertThat(TokenBlock.units(amount)).isEqualTo(worth);
  }

  @Test
  void the_cipher_is_that_of_rfc_2994() {
    Misty1 misty = new Misty1(HEX.parseHex("00112233445566778899AABBCCDDEEFF"));
    assertThat(HEX.toHexDigits(misty.encrypt(0x0123456789ABCDEFL))).isEqualTo("8B1DA5F56AB3D07C");
    assertThat(misty.decrypt(0x8B1DA5F56AB3D07CL)).isEqualTo(0x0123456789ABCDEFL);
  }

  @Test
  void a_meter_takes_its_own_token_and_no_other_and_no_minute_twice() {
    SoftwareModule module = new SoftwareModule();
    Instant now = Instant.parse("2026-11-23T08:00:00Z");
    String first = module.token("07123456789", 0, 0, TokenBlock.amount(833), now);
    String second = module.token("07123456789", 0, 0, TokenBlock.amount(833), now);
    assertThat(first).matches("\\d{20}").isNotEqualTo(second);
    assertThat(VendingGateway.creditWh("07123456789", first)).isEqualTo(83_300);
    assertThat(VendingGateway.creditWh("07123456797", first)).isZero();
    assertThat(SoftwareModule.read("07123456789", module.token("07123456789", 2, 5, 0, now)))
        .returns(2, TokenBlock::tokenClass).returns(5, TokenBlock::subclass);
  }

  @Test
  void the_gateway_gives_the_same_token_for_the_same_key() throws Exception {
    try (VendingGateway gateway = VendingGateway.start(0)) {
      String first = ask(gateway, "credit:payment:1");
      assertThat(ask(gateway, "credit:payment:1")).isEqualTo(first);
      assertThat(ask(gateway, "credit:payment:2")).isNotEqualTo(first);
      assertThat(gateway.issued()).isEqualTo(2);
    }
  }

  private static String ask(VendingGateway gateway, String key) throws Exception {
    byte[] request = Json.bytes(Json.object().put("key", key).put("meter", "07123456789").put("kind", "credit")
        .put("class", 0).put("subclass", 0).put("energyWh", 83_300));
    return new HttpCaller(Duration.ofSeconds(10)).call("POST", gateway.url() + "/v1/tokens", Map.of("Authorization",
        "Bearer " + gateway.secret(), "Idempotency-Key", key, "Content-Type", "application/json"), request).text();
  }

  private static String key04(int revision, String baseDate) {
    return HEX.formatHex(DecoderKey.algorithm04(SoftwareModule.TEST_KEY,
        new Identity(2, "123457", "01", revision, baseDate, "600727000000000009"), "07", 64));
  }
}
