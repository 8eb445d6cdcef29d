package io.paywatt.ledger.notice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.paywatt.ledger.Rejected;

/**
 * What a provider tells later about a message it was given.
 *
 * @param provider  who tells: aliyun, twilio, ...
 * @param noticeId  our own id when the provider repeats it, or null
 * @param messageId the provider's id, or null; one of the two is there
 * @param state     what it says
 * @param reason    its code and words, or null
 */
public record Receipt(String provider, Long noticeId, String messageId, State state, String reason) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What can be told. */
  public enum State {
    /** On its way: an operator or a device's service has it. */
    ACCEPTED,
    /** There. */
    DELIVERED,
    /** It will never be there. */
    FAILED
  }

  public Receipt {
    if (provider == null || !provider.matches("[a-z0-9-]{1,32}")) {
      throw new Rejected(422, "provider is '" + provider + "', allowed are 1 to 32 of a-z, 0-9 and -");
    }
    if (noticeId == null && messageId == null) {
      throw new Rejected(422, "noticeId and messageId are missing, one of them is needed");
    }
    if (messageId != null && !messageId.matches("[\\x21-\\x7e]{1,128}")) {
      throw new Rejected(422, "messageId does not fit, allowed are 1 to 128 printable ASCII characters");
    }
  }

  /**
   * Reads one receipt or a list of them: {@code {"provider","noticeId","messageId","state","reason"}}.
   *
   * @throws Rejected 422 naming the field and what is allowed
   */
  public static List<Receipt> parse(byte[] json) {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(json);
    } catch (IOException e) {
      throw new Rejected(422, "the receipt is no JSON");
    }
    List<Receipt> receipts = new ArrayList<>();
    for (JsonNode one : tree.isArray() ? tree : List.of(tree)) {
      JsonNode id = one.path("noticeId");
      if (!id.isMissingNode() && !id.isNull() && !id.canConvertToExactIntegral()) {
        throw new Rejected(422, "noticeId is " + id + ", allowed is a whole number or null");
      }
      receipts.add(new Receipt(one.path("provider").asText(null), id.isNumber() ? Long.valueOf(id.longValue()) : null,
          one.path("messageId").asText(null), state(one.path("state").asText("")), one.path("reason").asText(null)));
    }
    return receipts;
  }

  /** As {@link #parse} reads them. */
  public static byte[] toJson(List<Receipt> receipts) {
    ArrayNode array = MAPPER.createArrayNode();
    receipts.forEach(it -> array.addObject().put("provider", it.provider).put("noticeId", it.noticeId)
        .put("messageId", it.messageId).put("state", it.state.name().toLowerCase(Locale.ROOT)).put("reason", it.reason));
    try {
      return MAPPER.writeValueAsBytes(array);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static State state(String text) {
    return switch (text) {
      case "accepted" -> State.ACCEPTED;
      case "delivered" -> State.DELIVERED;
      case "failed" -> State.FAILED;
      default -> throw new Rejected(422, "state is '" + text + "', allowed are accepted, delivered, failed");
    };
  }
}
