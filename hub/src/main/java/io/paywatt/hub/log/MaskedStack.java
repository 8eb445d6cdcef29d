package io.paywatt.hub.log;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;

/** The stack below a line: every frame of every cause. */
public final class MaskedStack extends ThrowableProxyConverter {
  @Override
  protected String throwableProxyToString(IThrowableProxy thrown) {
    var text = new StringBuilder();
    for (IThrowableProxy each = thrown; each != null && !each.isCyclic(); each = each.getCause()) {
      text.append(each == thrown ? "" : "Caused by: ").append(Thrown.line(each)).append('\n');
      StackTraceElementProxy[] frames = each.getStackTraceElementProxyArray();
      for (int i = 0; i < frames.length - each.getCommonFrames(); i++) {
        text.append('\t').append(frames[i]).append('\n');
      }
    }
    return text.toString();
  }
}
