package io.paywatt.hub.log;

import java.util.List;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.paywatt.console.http.Masked;

/**
 * What the log says of an exception. Words of a route or a parser can quote a message with everybody in it: these stay on
 * the desk. Those of database, network, files and of routes that don't start are needed to help oneself.
 */
final class Thrown {
  private static final List<String> HARMLESS = List.of("java.sql.", "java.io.", "java.net.", "java.nio.", "java.security.",
      "javax.net.ssl.", "java.lang.NullPointerException", "org.mariadb.jdbc.", "org.jdbi.", "com.zaxxer.hikari.", "org.flywaydb.",
      "org.quartz.", "com.hivemq.client.", "io.netty.", "org.apache.camel.FailedTo", "org.apache.camel.ResolveEndpointFailed");

  private Thrown() {}

  /** Class, and message when that is harmless. */
  static String line(IThrowableProxy thrown) {
    boolean said = thrown.getMessage() != null && isHarmless(thrown);
    return said ? thrown.getClassName() + ": " + Masked.line(thrown.getMessage()) : thrown.getClassName();
  }

  /** A text without what the exception and its causes say. */
  static String without(String text, IThrowableProxy thrown) {
    String plain = text;
    for (IThrowableProxy each = thrown; each != null && !each.isCyclic(); each = each.getCause()) {
      boolean quoted = each.getMessage() != null && !each.getMessage().isBlank() && !isHarmless(each);
      plain = quoted ? plain.replace(each.getMessage(), "...") : plain;
    }
    return plain;
  }

  private static boolean isHarmless(IThrowableProxy thrown) {
    return HARMLESS.stream().anyMatch(thrown.getClassName()::startsWith);
  }
}
