package io.paywatt.hub.http;

import java.util.Locale;
import io.vertx.ext.web.Router;

/**
 * Media types are the same in capitals and small letters (RFC 9110, 8.3.1), but the server compares what a route consumes
 * letter by letter. So the type is put in small letters before it looks; parameters stay as they are.
 */
public final class MediaTypes {
  private static final String HEADER = "Content-Type";

  private MediaTypes() {}

  /** Puts this before every other route. */
  public static void inSmallLetters(Router router) {
    router.route().order(Integer.MIN_VALUE).handler(context -> {
      String sent = context.request().getHeader(HEADER);
      if (sent != null && !small(sent).equals(sent)) {
        context.request().headers().set(HEADER, small(sent));
      }
      context.next();
    });
  }

  private static String small(String type) {
    int end = type.indexOf(';');
    return end < 0 ? type.toLowerCase(Locale.ROOT) : type.substring(0, end).toLowerCase(Locale.ROOT) + type.substring(end);
  }
}
