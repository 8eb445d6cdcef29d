package io.paywatt.ledger.sms;

import java.time.Instant;
import java.util.List;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.outbox.Outbox;
import io.paywatt.ledger.store.Json;
import org.jdbi.v3.core.Handle;

/** Answers as outbox rows: the key is the message's, so that one message is answered once. */
final class SmsAnswers {
  private SmsAnswers() {}

  /** @param phone who wrote, E.164 */
  static void add(Handle handle, InboundSms sms, String phone, List<Decision.Answer> answers, Instant now) {
    for (Decision.Answer answer : answers) {
      ObjectNode payload = Json.object().put("kind", answer.kind()).put("accountId", answer.accountId())
          .put("meterId", answer.meterId()).put("to", phone).put("locale", answer.locale());
      payload.set("params", answer.params());
      String about = answer.accountId() == null ? answer.kind() : answer.kind() + ":" + answer.accountId();
      Outbox.add(handle, "sms:" + sms.door() + ":" + sms.messageId() + ":" + about, Outbox.Kind.NOTICE,
          Json.write(payload), now);
    }
  }
}
