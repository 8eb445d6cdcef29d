package io.paywatt.console.http;

import java.util.Locale;

/** What body an endpoint takes, and how large it may be. */
public enum Body {
  /** None; one that comes along is not read. */
  NONE(null, 0, Integer.MAX_VALUE),
  /** A JSON object of at most 64 KiB. */
  JSON("application/json", 64 * 1024, Integer.MAX_VALUE),
  /** A table of at most 64 MiB, one at a time: it is held in memory while it is worked on. */
  CSV("text/csv", 64 * 1024 * 1024, 1);

  private final String mediaType;
  private final int limit;
  private final int atOnce;

  Body(String mediaType, int limit, int atOnce) {
    this.mediaType = mediaType;
    this.limit = limit;
    this.atOnce = atOnce;
  }

  /** The only media type that is taken, or null. */
  public String mediaType() {
    return mediaType;
  }

  /** Most bytes that are read. */
  public int limit() {
    return limit;
  }

  /** How many requests with such a body an endpoint takes at a time; a further one is told to come later. */
  int atOnce() {
    return atOnce;
  }

  /** Whether a Content-Type header names this media type, in UTF-8. */
  boolean accepts(String contentType) {
    if (contentType == null) {
      return false;
    }
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";");
    if (!parts[0].strip().equals(mediaType)) {
      return false;
    }
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        return false;
      }
    }
    return true;
  }
}
