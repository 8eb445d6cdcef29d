package io.paywatt.ledger.sms;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Store;
import org.jdbi.v3.core.Handle;

/** Reads a text and says what is to become of it. */
final class SmsDecider {
  private static final long SECONDS_BETWEEN_HELP = 3600;

  private final SmsSettings settings;
  private final SmsPatterns patterns;
  private final Commands commands;
  private final ForwardedPayment forwarded;

  SmsDecider(SmsSettings settings, SmsPatterns patterns) {
    this.settings = settings;
    this.patterns = patterns;
    this.commands = new Commands(settings);
    this.forwarded = new ForwardedPayment(settings);
  }

  Sender sender(Handle handle, InboundSms sms) {
    String phone = settings.numbers().e164(sms.from());
    return new Sender(sms.from(), phone,
        phone == null ? List.of() : SmsAccounts.ofPhone(handle, settings.numbers().forms(phone)));
  }

  Decision decide(Handle handle, InboundSms sms, Sender sender, Instant now) {
    if (settings.isOwn(sms)) {
      return Decision.ignored("our own number");
    }
    String even = SmsText.even(sms.text());
    Optional<SmsPattern.Found> found;
    try {
      found = patterns.read(even);
    } catch (Rejected e) {
      return reply(handle, sender, Commands.about(e.getMessage(), "sms-help", SmsCommand.localeOf(even)), false, now);
    }
    if (found.isPresent()) {
      return forwardedPayment(handle, sms, sender, found.get(), even);
    }
    if (sender.phone() == null) {
      return Decision.ignored("not a person's phone");
    }
    return SmsCommand.read(even).map(command -> command(handle, command, sender, now))
        .orElseGet(() -> unknown(handle, sender, even, now));
  }

  private Decision forwardedPayment(Handle handle, InboundSms sms, Sender sender, SmsPattern.Found found, String even) {
    String locale = sender.meters().stream().findFirst().map(SmsAccounts.Metered::locale)
        .orElse(SmsCommand.localeOf(even));
    Decision decision = forwarded.decide(handle, sms, sender, found, locale);
    // a claim is made whether or not the sender may be answered
    return settings.mayAnswer(sender.phone()) ? decision
        : new Decision(decision.outcome(), decision.detail(), decision.act(), decision.actBody(), List.of());
  }

  private Decision command(Handle handle, SmsCommand command, Sender sender, Instant now) {
    return switch (command.kind()) {
      case STOP -> {
        stop(handle, sender, now);
        yield reply(handle, sender, Commands.about("stop", "sms-stopped", command.locale()), true, now);
      }
      case START -> {
        if (!command.arguments().isEmpty()) {
          yield unknown(handle, sender, "", now);
        }
        start(handle, sender);
        yield reply(handle, sender, Commands.about("start", "sms-help", command.locale()), true, now);
      }
      default -> reply(handle, sender, commands.decide(handle, command, sender), true, now);
    };
  }

  private Decision unknown(Handle handle, Sender sender, String even, Instant now) {
    if (even.isEmpty() || isStopped(handle, sender)) {
      return Decision.silent("not understood");
    }
    return reply(handle, sender, Commands.about("not understood", "sms-help", SmsCommand.localeOf(even)), false, now);
  }

  /**
   * Whether the answer goes out: only to phones that may be answered, and to one that stands on no account, or that did not
   * ask, at most once an hour. A forged sender must not make us write to somebody else again and again.
   */
  private Decision reply(Handle handle, Sender sender, Decision decision, boolean asked, Instant now) {
    if (!settings.mayAnswer(sender.phone())) {
      return Decision.silent("answers do not go to this number");
    }
    boolean free = asked && sender.isResident();
    return free || oncePerHour(handle, sender, now) ? decision : Decision.silent("answered within the hour");
  }

  private static boolean oncePerHour(Handle handle, Sender sender, Instant now) {
    handle.createUpdate("INSERT IGNORE INTO sms_sender (phone, helped_at) VALUES (:phone, :never)")
        .bind("phone", sender.phone()).bind("never", Store.utc(Instant.EPOCH)).execute();
    return handle.createUpdate("UPDATE sms_sender SET helped_at = :now WHERE phone = :phone AND helped_at <= :before")
        .bind("phone", sender.phone()).bind("now", Store.utc(now))
        .bind("before", Store.utc(now.minusSeconds(SECONDS_BETWEEN_HELP))).execute() == 1;
  }

  private void stop(Handle handle, Sender sender, Instant now) {
    for (String form : settings.numbers().forms(sender.phone())) {
      handle.createUpdate("INSERT IGNORE INTO sms_stop (phone, since) VALUES (:phone, :now)").bind("phone", form)
          .bind("now", Store.utc(now)).execute();
    }
  }

  private void start(Handle handle, Sender sender) {
    handle.createUpdate("DELETE FROM sms_stop WHERE phone IN (<forms>)")
        .bindList("forms", settings.numbers().forms(sender.phone())).execute();
  }

  private static boolean isStopped(Handle handle, Sender sender) {
    return handle.createQuery("SELECT COUNT(*) FROM sms_stop WHERE phone = :phone").bind("phone", sender.phone())
        .mapTo(Integer.class).one() > 0;
  }
}
