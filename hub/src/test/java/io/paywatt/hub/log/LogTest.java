package io.paywatt.hub.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import javax.net.ssl.SSLHandshakeException;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import org.apache.camel.FailedToStartRouteException;
import org.junit.jupiter.api.Test;

/** The log as it is configured. */
class LogTest {
  private static final String QUOTED = "There is no account for Atieno Wambui, 0733000009";

  @Test
  void what_an_exception_quotes_is_left_out_wherever_it_stands_and_its_class_and_place_are_told() throws Exception {
    String log = logged("caught: " + QUOTED, new IllegalArgumentException("wrapped Atieno", new IllegalStateException(QUOTED)));
    assertThat(log).doesNotContain("Atieno", "0733000009").contains("caught: ...", "java.lang.IllegalArgumentException",
        "Caused by: java.lang.IllegalStateException", "at io.paywatt.hub.log.LogTest.");
  }

  @Test
  void a_fault_of_the_database_is_told_without_the_phone_in_it() throws Exception {
    assertThat(logged("failed", new SQLException("Duplicate entry '+254733000009' for key x"))).doesNotContain("+254733000009")
        .contains("SQLException: Duplicate entry '•••••••••0009' for key x");
  }

  @Test
  void why_a_connection_or_a_route_does_not_start_is_told() throws Exception {
    assertThat(logged("failed", new FailedToStartRouteException("sms-receive", "no SMSC", new SSLHandshakeException("expired"))))
        .contains("sms-receive", "no SMSC", "SSLHandshakeException: expired");
  }

  @Test
  void phones_payers_and_tokens_in_a_message_are_masked_and_serials_are_not() throws Exception {
    assertThat(logged("{\"payer\":\"Ann Li\"} 13800138000, token 1234 5678 9012 3456 7890, Meter 14200000012", null))
        .doesNotContain("Ann Li", "13800138000", "1234 5678").contains("Meter 14200000012");
  }

  /** What logback.xml makes of it. */
  private static String logged(String message, Exception thrown) throws Exception {
    var context = new LoggerContext();
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogTest.class.getResource("/logback.xml"));
    Logger logger = context.getLogger(Logger.ROOT_LOGGER_NAME);
    var console = (ConsoleAppender<ILoggingEvent>) logger.getAppender("CONSOLE");
    var event = new LoggingEvent(LogTest.class.getName(), logger, Level.ERROR, message, thrown, null);
    return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
  }
}
