package io.paywatt.hub.run;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** The hub is not well before its API answers: routes are up some seconds earlier. */
final class ApiReady extends AbstractHealthCheck {
  private volatile boolean answers;

  ApiReady() {
    super("paywatt", "api");
  }

  void answers() {
    answers = true;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    if (answers) {
      builder.up();
    } else {
      builder.message("the API is being started").down();
    }
  }
}
