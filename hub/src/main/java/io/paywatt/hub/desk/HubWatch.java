package io.paywatt.hub.desk;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import io.paywatt.ledger.outbox.Outbox;
import io.paywatt.ledger.store.Json;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;

/**
 * Tells administrators when a part of this node is in trouble at two looks in a row, and when it is well again: routes,
 * broker, and whatever else has a health check. Bean {@code hubWatch} of the routes.
 */
public final class HubWatch {
  private static final int FAULT = 100;

  private final Clock clock;
  private final String node;
  private final Consumer<Outbox.Effect> teller;
  /** Parts that were down at the last look, with the time. */
  private final Map<String, Instant> down = new HashMap<>();
  private final Set<String> told = new HashSet<>();

  /** @param node name of this hub node @param teller puts what is told into the outbox */
  public HubWatch(Clock clock, String node, Consumer<Outbox.Effect> teller) {
    this.clock = clock;
    this.node = node;
    this.teller = teller;
  }

  /** Looks at every health check. */
  public synchronized void look(CamelContext context) {
    Map<String, String> faults = new HashMap<>();
    for (HealthCheck.Result result : HealthCheckHelper.invoke(context)) {
      if (result.getState() == HealthCheck.State.DOWN) {
        faults.put(result.getCheck().getId(), fault(result));
      }
    }
    note(faults);
  }

  /** @param faults by part */
  void note(Map<String, String> faults) {
    Instant now = clock.instant();
    faults.forEach((part, fault) -> {
      if (down.putIfAbsent(part, now) != null && !told.contains(part)) {
        tell("hub-trouble", part, fault, down.get(part));
        told.add(part);
      }
    });
    for (String part : Set.copyOf(down.keySet())) {
      if (!faults.containsKey(part)) {
        down.remove(part);
        if (told.remove(part)) {
          tell("hub-well", part, null, now);
        }
      }
    }
  }

  private void tell(String kind, String part, String fault, Instant at) {
    var notice = Json.object().put("kind", kind).putNull("accountId").putNull("meterId");
    notice.putObject("params").put("part", node + " " + part).put("fault", fault).put("at", at.toString());
    teller.accept(new Outbox.Effect(kind + ":" + node + ":" + part + ":" + at.toEpochMilli(), Outbox.Kind.NOTICE,
        notice.toString()));
  }

  private static String fault(HealthCheck.Result result) {
    String text = result.getMessage().or(() -> result.getError().map(Throwable::toString)).orElse("down");
    return text.length() <= FAULT ? text : text.substring(0, FAULT - 1) + "…";
  }
}
