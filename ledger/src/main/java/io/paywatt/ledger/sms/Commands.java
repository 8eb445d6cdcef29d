package io.paywatt.ledger.sms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Json;
import org.jdbi.v3.core.Handle;

/** What the commands of residents bring. */
final class Commands {
  private static final int MOST_BALANCES = 3;

  private final SmsSettings settings;

  Commands(SmsSettings settings) {
    this.settings = settings;
  }

  /** The answer to a command other than STOP and START. */
  Decision decide(Handle handle, SmsCommand command, Sender sender) {
    return switch (command.kind()) {
      case BALANCE -> balance(command, sender);
      case TOPUP -> topup(handle, command, sender);
      default -> about("help", "sms-help", command.locale());
    };
  }

  /** A text without anything of an account in it. */
  static Decision about(String what, String kind, String locale) {
    return Decision.answered(what, List.of(new Decision.Answer(kind, locale, null, null, Json.object())));
  }

  /** Only what stands on the sender's own accounts; it goes to the phone that stands there. */
  private static Decision balance(SmsCommand command, Sender sender) {
    Map<Long, SmsAccounts.Metered> accounts = new LinkedHashMap<>();
    for (SmsAccounts.Metered meter : sender.meters()) {
      if (command.arguments().isEmpty() || meter.serial().equalsIgnoreCase(command.arguments().get(0))) {
        accounts.putIfAbsent(meter.accountId(), meter);
      }
    }
    if (accounts.isEmpty()) {
      return about("balance of no account of the sender", "sms-no-account", command.locale());
    }
    return Decision.answered("balance", accounts.values().stream().limit(MOST_BALANCES).map(meter ->
        new Decision.Answer("sms-balance", command.locale(), meter.accountId(), meter.meterId(), Json.object())).toList());
  }

  /** Anybody may pay for any meter. */
  private Decision topup(Handle handle, SmsCommand command, Sender sender) {
    if (command.arguments().size() != 2) {
      return about("top-up without meter and amount", "sms-help", command.locale());
    }
    String named = command.arguments().get(0);
    String written = command.arguments().get(1);
    ObjectNode params = Json.object().put("serial", SmsText.cut(named, 64)).put("sum", SmsText.cut(written, 20));
    Optional<SmsAccounts.Metered> meter = SmsAccounts.named(handle, named);
    long amount = amount(written);
    if (meter.isEmpty() || amount < settings.minMinor() || amount > settings.maxMinor()) {
      return Decision.answered("top-up refused", List.of(answer("sms-topup-refused", command, params)));
    }
    if (settings.topupProvider() == null) {
      return Decision.answered("how to top up", List.of(answer("sms-topup-how", command, params)));
    }
    ObjectNode payer = Json.object().put("phone", sender.phone());
    ObjectNode request = Json.object().put("meter", meter.get().serial()).put("amount", amount)
        .put("currency", settings.currency()).put("provider", settings.topupProvider()).set("payer", payer);
    return Decision.act("ordering", "topup", Json.write(request), List.of());
  }

  private static Decision.Answer answer(String kind, SmsCommand command, ObjectNode params) {
    return new Decision.Answer(kind, command.locale(), null, null, params);
  }

  /** Minor units; 0 when it is no amount. */
  private long amount(String written) {
    try {
      return AmountText.minor(written, settings.currency());
    } catch (Rejected e) {
      return 0;
    }
  }
}
