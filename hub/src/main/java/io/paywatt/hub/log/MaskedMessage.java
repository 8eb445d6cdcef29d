package io.paywatt.hub.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.paywatt.console.http.Masked;

/** The message of a line. */
public final class MaskedMessage extends ClassicConverter {
  @Override
  public String convert(ILoggingEvent event) {
    return Masked.line(Thrown.without(event.getFormattedMessage(), event.getThrowableProxy()));
  }
}
