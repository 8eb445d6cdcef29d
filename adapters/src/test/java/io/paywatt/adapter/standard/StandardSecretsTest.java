package io.paywatt.adapter.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import com.standardwebhooks.Webhook;
import io.paywatt.adapter.Vectors;
import org.junit.jupiter.api.Test;

class StandardSecretsTest {
  private static final String ID = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W";
  private static final long AT = 1795406400L;

  @Test
  void the_published_vector_verifies() {
    var secrets = new StandardSecrets(Vectors.signature("S1_secret"));
    byte[] body = Vectors.bytes("s1_body.json");
    assertThat(secrets.signed(ID, AT, body, Vectors.signature("S1_sig"))).isTrue();
    assertThat(secrets.signed(ID, AT + 1, body, Vectors.signature("S1_sig"))).isFalse();
  }

  @Test
  void what_the_library_signs_is_genuine() throws Exception {
    byte[] key = "paywatt-standard-webhook-key-32b".getBytes(StandardCharsets.UTF_8);
    String body = "{\"type\":\"payment.succeeded\",\"note\":\"充值 ✓\"}";
    var secrets = new StandardSecrets("whsec_" + Base64.getEncoder().encodeToString(key));
    assertThat(secrets.signed(ID, AT, body.getBytes(StandardCharsets.UTF_8), new Webhook(key).sign(ID, AT, body))).isTrue();
  }

  @Test
  void a_misshapen_secret_stops_the_start_and_is_not_repeated_in_the_message() {
    for (String secret : new String[] {"sk_cGF5d2F0dC1zdGFuZGFyZC13ZWJob29r", "whsec_", "whsec_c2hvcnQ=", "whsec_!!!",
        "whsec_" + "A".repeat(100)}) {
      assertThatThrownBy(() -> new StandardSecrets(secret)).isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("paywatt.standard.secret must be whsec_ and the base64 of 24 to 64 random bytes;");
    }
  }
}
