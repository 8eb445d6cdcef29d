package io.paywatt.meter.mqtt;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/** Not ready while the broker is away, has refused the subscription, or a batch keeps failing; says which. */
final class MeterHealthCheck implements HealthCheck {
  private final String id;
  private final Supplier<String> trouble;
  private volatile boolean enabled = true;

  MeterHealthCheck(String clientId, Supplier<String> trouble) {
    this.id = "meter:" + clientId;
    this.trouble = trouble;
  }

  @Override
  public Result call(Map<String, Object> options) {
    HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this);
    String found = trouble.get();
    return found == null ? result.up().build() : result.down().message(found).build();
  }

  @Override
  public String getGroup() {
    return "camel";
  }

  @Override
  public String getId() {
    return id;
  }

  @Override
  public boolean isEnabled() {
    return enabled;
  }

  @Override
  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  @Override
  public boolean isLiveness() {
    return false;
  }
}
