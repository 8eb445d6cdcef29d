package io.paywatt.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.Air;
import io.paywatt.adapter.NoticeChannelContract;
import io.paywatt.adapter.SendResult;
import io.paywatt.adapter.StrictJson;
import io.paywatt.simulator.channel.ChannelServer;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;
import org.junit.jupiter.api.Test;

/** A service nobody has heard of, told to the kamelet by parameters alone. */
class HttpNoticeContractTest extends NoticeChannelContract {
  private Acme acme;

  private static final class Acme extends ChannelServer {
    Acme() {
      super(0);
    }

    @Override
    protected WireResponse answer(WireRequest request) {
      if (!request.header("Authorization").equals("Bearer k-1+%")) {
        return WireResponse.empty(401);
      }
      String failure = failure();
      if (failure != null) {
        return failure.equals("429") ? WireResponse.empty(429).with("Retry-After", "7") : code(Integer.parseInt(failure));
      }
      JsonNode body = StrictJson.object(request.body(), "the call");
      take("A-1", body.path("ref").asText(), body.path("to").asText(), body.path("text").asText());
      return code(0);
    }

    private static WireResponse code(int code) {
      return WireResponse.json(200, StrictJson.MAPPER.createObjectNode().put("code", code).put("messageId", "A-1"));
    }
  }

  @Override
  protected Air open() {
    acme = new Acme();
    return Air.of(acme);
  }

  @Override
  protected String sink() {
    return "kamelet:http-notice-sink?provider=acme&url=" + acme.url() + "/send&authorization=RAW(Bearer k-1+%)"
        + "&body=RAW({\"to\": $recipient, \"text\": $text, \"ref\": $id})&reference=/messageId&code=/code&ok=0&later=17,18&gone=44";
  }

  @Override
  protected Map<String, Object> beans() {
    return Map.of();
  }

  @Override
  protected Object stranger() {
    return null;
  }

  @Override
  protected String recipient() {
    return "13800138000";
  }

  @Override
  protected String shown() {
    return TEXT;
  }

  @Override
  protected String forGood() {
    return "9";
  }

  @Override
  protected String tooMuch() {
    return "429";
  }

  @Override
  protected Duration wait(String code) {
    return Duration.ofSeconds(7);
  }

  @Test
  void a_code_says_later_or_never_again_to_this_address() throws Exception {
    acme.fail("18");
    assertThat(send(notice())).returns(true, SendResult::again).returns(null, SendResult::after);
    acme.fail("44");
    assertThat(send(notice())).returns(true, SendResult::gone);
    assertThat(send(notice()).receipts()).containsExactly("A-1");
  }
}
