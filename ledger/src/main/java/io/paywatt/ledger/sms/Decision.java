package io.paywatt.ledger.sms;

import java.util.List;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What is to become of a text.
 *
 * @param outcome as in {@link SmsResult}
 * @param detail  for staff, without the text
 * @param act     claim or topup, or null
 * @param actBody JSON for it, or null
 * @param answers to the sender, in order
 */
record Decision(String outcome, String detail, String act, String actBody, List<Answer> answers) {
  /** @param accountId the account it is about, or null @param meterId its meter, or null */
  record Answer(String kind, String locale, Long accountId, Long meterId, ObjectNode params) {}

  static Decision ignored(String why) {
    return new Decision("ignored", why, null, null, List.of());
  }

  static Decision silent(String why) {
    return new Decision("silent", why, null, null, List.of());
  }

  static Decision parked(String why) {
    return new Decision("parked", why, null, null, List.of());
  }

  static Decision answered(String what, List<Answer> answers) {
    return new Decision("answered", what, null, null, answers);
  }

  static Decision act(String outcome, String act, String body, List<Answer> answers) {
    return new Decision(outcome, null, act, body, answers);
  }

  boolean isParked() {
    return outcome.equals("parked");
  }
}
