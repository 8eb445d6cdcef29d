package io.paywatt.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import io.vertx.core.VertxOptions;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A step that answers later keeps no thread of the HTTP server. */
class WaitingRouteTest {
  private static final int MORE_THAN_THREADS = VertxOptions.DEFAULT_WORKER_POOL_SIZE + 5;

  /** Answers nobody before all are there. */
  public static final class Together {
    private final List<CompletableFuture<String>> waiting = new ArrayList<>();

    public synchronized CompletionStage<String> meet(String body) {
      CompletableFuture<String> mine = new CompletableFuture<>();
      waiting.add(mine);
      if (waiting.size() == MORE_THAN_THREADS) {
        CompletableFuture.runAsync(() -> waiting.forEach(each -> each.complete("heard")));
      }
      return mine.thenApply(heard -> heard + " " + body);
    }

    public CompletionStage<String> fail() {
      return CompletableFuture.supplyAsync(() -> {
        throw new IllegalStateException("late");
      });
    }
  }

  @ParameterizedTest
  @CsvSource({"wait, text/plain", "wait-raw, application/x-www-form-urlencoded"})
  void more_calls_than_threads_may_wait_and_each_gets_its_own_answer(String path, String type) throws Exception {
    try (RunningKamelet running = new RunningKamelet(Map.of("together", new Together()), routes(), 65_536)) {
      List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
      for (int i = 0; i < MORE_THAN_THREADS; i++) {
        calls.add(call(running, path, type, "call " + i));
      }
      for (int i = 0; i < MORE_THAN_THREADS; i++) {
        assertThat(calls.get(i).get(60, TimeUnit.SECONDS).body()).isEqualTo("heard call " + i);
      }
    }
  }

  @Test
  void a_failure_that_comes_later_is_answered_as_one_that_comes_at_once() throws Exception {
    try (RunningKamelet running = new RunningKamelet(Map.of("together", new Together()), routes(), 65_536)) {
      HttpResponse<String> answer = call(running, "fail", "text/plain", "").get(60, TimeUnit.SECONDS);
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-www-form-urlencoded", "Application/X-WWW-Form-Urlencoded"})
  void a_form_is_read_into_headers_however_its_type_is_spelt(String type) throws Exception {
    try (RunningKamelet running = new RunningKamelet(Map.of("together", new Together()), routes(), 65_536)) {
      assertThat(call(running, "form", type, "name=resident").get(60, TimeUnit.SECONDS).body()).isEqualTo("hello resident");
    }
  }

  private static RouteBuilder routes() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("platform-http:/wait").to("bean:together?method=meet");
        from("platform-http:/wait-raw?useBodyHandler=false").to("bean:together?method=meet");
        from("platform-http:/form").setBody(simple("hello ${header.name}"));
        from("platform-http:/fail").to("bean:together?method=fail");
      }
    };
  }

  private static CompletableFuture<HttpResponse<String>> call(RunningKamelet running, String path, String type, String body) {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + "/" + path))
        .header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    return HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }
}
