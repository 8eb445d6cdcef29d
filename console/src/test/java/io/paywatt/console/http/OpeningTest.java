package io.paywatt.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import org.junit.jupiter.api.Test;

class OpeningTest {
  @Test
  void until_all_is_there_every_address_says_when_to_come_again() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      Router router = Router.router(vertx);
      router.route("/webhooks/first").handler(context -> context.end("there"));
      Opening opening = Opening.of(router);
      router.route("/api/v1/second").order(-1_000_000).handler(context -> context.end("there"));
      int port = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture()
          .get().actualPort();
      for (String path : new String[] {"/webhooks/first", "/api/v1/second", "/console/", "/nowhere"}) {
        HttpResponse<String> early = get(port, path);
        assertThat(early.statusCode()).as(path).isEqualTo(503);
        assertThat(early.headers().firstValue("Retry-After")).contains("5");
        assertThat(early.body()).contains("urn:paywatt:problem:unavailable", "being started");
      }
      opening.open();
      assertThat(get(port, "/webhooks/first").body()).isEqualTo("there");
      assertThat(get(port, "/api/v1/second").body()).isEqualTo("there");
      assertThat(get(port, "/nowhere").statusCode()).isEqualTo(404);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
