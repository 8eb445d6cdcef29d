package io.paywatt.ledger.sms;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.store.Json;
import org.jdbi.v3.core.Handle;

/** A confirmation that somebody forwarded, or that the operator sent to our own number: a claim, or a case for a person. */
final class ForwardedPayment {
  private final SmsSettings settings;

  ForwardedPayment(SmsSettings settings) {
    this.settings = settings;
  }

  Decision decide(Handle handle, InboundSms sms, Sender sender, SmsPattern.Found found, String locale) {
    if (!mayTell(sender, found.pattern())) {
      return Decision.parked(sender.isResident() ? "a text of the kind " + found.pattern().name()
          + " counts only from " + String.join(" or ", found.pattern().senders())
          : "the sender's phone stands on no account");
    }
    if (!found.currency().equals(settings.currency())) {
      return Decision.parked("the text is in " + found.currency() + ", this hub takes " + settings.currency());
    }
    Optional<SmsAccounts.Metered> meter = meter(handle, sender, found);
    if (found.account() != null && meter.isEmpty()) {
      return Decision.parked("account " + found.account() + " in the text is not known");
    }
    if (sender.phone() != null && meter.isPresent() && !sender.owns(meter.get())) {
      return Decision.parked("the sender's phone does not stand on the account of meter " + meter.get().serial());
    }
    return claim(sms, sender, found, meter.orElse(null), locale);
  }

  private boolean mayTell(Sender sender, SmsPattern pattern) {
    return pattern.senders().stream().anyMatch(allowed -> allowed.equals(SmsPattern.RESIDENTS) ? sender.isResident()
        : allowed.equalsIgnoreCase(sender.raw()) || allowed.equals(sender.phone()));
  }

  /** The meter that is named; else the payer's, else the sender's. None: the ledger parks the money when it is confirmed. */
  private Optional<SmsAccounts.Metered> meter(Handle handle, Sender sender, SmsPattern.Found found) {
    if (found.account() != null) {
      return SmsAccounts.named(handle, found.account());
    }
    String payer = found.payer() == null ? null : settings.numbers().e164(found.payer());
    if (payer != null && !sender.isResident()) {
      return SmsAccounts.ofPhone(handle, settings.numbers().forms(payer)).stream().findFirst();
    }
    return sender.meters().stream().findFirst();
  }

  private Decision claim(InboundSms sms, Sender sender, SmsPattern.Found found, SmsAccounts.Metered meter, String locale) {
    ObjectNode claim = Json.object().put("provider", found.pattern().provider())
        .put("transactionId", found.transactionId()).put("meter", meter == null ? null : meter.serial())
        .put("amount", found.amount()).put("currency", found.currency()).put("source", "sms")
        .put("raw", Base64.getEncoder().encodeToString(sms.toJson()));
    ObjectNode params = Json.object().put("transactionId", found.transactionId()).put("amount", found.amount())
        .put("currency", found.currency());
    List<Decision.Answer> answers = !sender.isResident() ? List.of()
        : List.of(new Decision.Answer("sms-payment-received", locale, meter.accountId(), meter.meterId(), params));
    return Decision.act("claimed", "claim", Json.write(claim), answers);
  }
}
