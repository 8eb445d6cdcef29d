package io.paywatt.simulator.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class StandardSenderTest {
  @Test
  void the_vector_made_by_the_reference_library_is_signed_to_the_byte() {
    StandardSender sender =
        new StandardSender("http://127.0.0.1:1", "whsec_cGF5d2F0dC1zdGFuZGFyZC13ZWJob29rLWtleS0zMmI=");
    byte[] body = ("{\"type\":\"payment.succeeded\",\"timestamp\":\"2026-11-23T04:00:00Z\",\"data\":{\"payment_id\":\"P1\","
        + "\"order_no\":\"PW20261123000003\",\"amount\":\"50.00\",\"currency\":\"CNY\"}}").getBytes(StandardCharsets.UTF_8);

    assertThat(sender.signed("msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", Instant.ofEpochSecond(1_795_406_400L), body))
        .containsEntry("webhook-signature", "v1,DBlprf4XxMnaoazx4ZaLmB+M2Q0zfc8q4UaL1bDt5VY=")
        .containsEntry("webhook-timestamp", "1795406400");
  }

  @Test
  void a_new_secret_holds_32_random_bytes() {
    String secret = StandardSender.newSecret();

    assertThat(Base64.getDecoder().decode(secret.substring("whsec_".length()))).hasSize(32);
    assertThat(secret).startsWith("whsec_").isNotEqualTo(StandardSender.newSecret());
  }
}
