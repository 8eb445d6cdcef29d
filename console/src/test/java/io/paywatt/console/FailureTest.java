package io.paywatt.console;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Guard;
import io.paywatt.console.http.OperationRules;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbDataSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** What a caller sees when the hub itself is in trouble. */
class FailureTest {
  private static final String NOBODY_LISTENS = "jdbc:mariadb://127.0.0.1:9/paywatt?connectTimeout=500";

  @Test void database_that_does_not_answer_is_503_with_retry_after() throws SQLException {
    try (var hub = TestHub.on(new MariaDbDataSource(NOBODY_LISTENS))) {
      HttpResponse<String> response = hub.client.get("/api/v1/meters/1");
      JsonNode problem = Documented.holds("/api/v1/meters/{serial}", "get", response);
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).contains("5");
      assertThat(problem.path("detail").asText()).isEqualTo("The database does not answer");
      assertThat(hub.client.get("/api/openapi.json").statusCode()).isEqualTo(200);
    }
  }

  @Test void fault_is_500_with_an_id_that_is_in_the_log_and_no_stack() throws Exception {
    var log = (Logger) LoggerFactory.getLogger("io.paywatt.console.http.Failures");
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    log.addAppender(lines);
    log.setAdditive(false);
    Vertx vertx = Vertx.vertx();
    try {
      HttpResponse<String> response = new TestClient(brokenServer(vertx)).get("/api/broken");
      JsonNode problem = TestClient.json(response);
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body()).doesNotContain("the cause", "IllegalState", "\tat ");
      assertThat(lines.list).singleElement().satisfies(line -> {
        assertThat(line.getFormattedMessage()).contains(problem.path("incident").asText(), "GET /api/broken");
        assertThat(line.getThrowableProxy().getMessage()).isEqualTo("the cause");
      });
    } finally {
      log.detachAppender(lines);
      log.setAdditive(true);
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  private static int brokenServer(Vertx vertx) throws Exception {
    Router router = Router.router(vertx);
    var rules = new OperationRules(TestClient.json("{\"paths\":{\"/api/broken\":{\"get\":{\"security\":[]}}}}"));
    var api = new Api(router, vertx, List.of(), new Guard(rules, null), vertx.createSharedWorkerExecutor("test"));
    api.path("/api/broken").get(request -> {
      throw new IllegalStateException("the cause");
    });
    api.close();
    return vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").toCompletionStage()
        .toCompletableFuture().get(10, TimeUnit.SECONDS).actualPort();
  }
}
