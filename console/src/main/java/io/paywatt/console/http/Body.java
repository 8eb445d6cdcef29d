package io.paywatt.console.http;

import java.util.Locale;

/** What body an endpoint takes, and how large it may be. */
public enum Body {
  /** None; one that comes along is not read. */
  NONE(null, 0),
  /** A JSON object of at most 64 KiB. */
  JSON("application/json", 64 * 1024),
  /** A table of at most 64 MiB. */
  CSV("text/csv", 64 * 1024 * 1024);

  private final String mediaType;
  private final int limit;

  Body(String mediaType, int limit) {
    this.mediaType = mediaType;
    this.limit = limit;
  }

  /** The only media type that is taken, or null. */
  public String mediaType() {
    return mediaType;
  }

  /** Most bytes that are read. */
  public int limit() {
    return limit;
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
