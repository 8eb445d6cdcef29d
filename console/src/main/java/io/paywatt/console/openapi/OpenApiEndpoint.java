package io.paywatt.console.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Json;
import io.paywatt.console.http.OperationRules;
import io.paywatt.console.http.Reply;

/** The description of the API, written by hand and kept true by a test that compares it with what is offered. */
public final class OpenApiEndpoint {
  private final byte[] document;

  public OpenApiEndpoint() {
    try (var in = OpenApiEndpoint.class.getResourceAsStream("openapi.json")) {
      this.document = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Who may call what, as it is written here. */
  public OperationRules rules() {
    return new OperationRules(Json.readObject(document));
  }

  /** Puts the path on the API. */
  public void mount(Api api) {
    api.path(Api.DESCRIPTION).get(request -> new Reply(200, Reply.JSON, document, Map.of()));
  }
}
