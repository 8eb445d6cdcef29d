package io.paywatt.hub.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paywatt.console.routes.RouteDrawing;
import io.paywatt.console.routes.RouteStep;
import io.paywatt.ledger.Rejected;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A running route as the console draws and counts it. */
class LiveRoutesTest {
  private static final String ROUTE = """
      - route:
          id: sort-notices
          description: Sort notices
          from:
            id: notice
            description: A notice
            uri: "direct:sort?timeout=1234"
            steps:
              - choice:
                  id: which
                  when:
                    - id: ours
                      description: it is ours
                      simple: "${body} == 'ours'"
                      steps:
                        - setBody:
                            id: take
                            description: Take it
                            constant: taken
                  otherwise:
                    id: strange
                    steps:
                      - throwException:
                          id: refuse
                          description: Refuse it
                          exceptionType: java.lang.IllegalStateException
                          message: not ours
      """;
  private static DefaultCamelContext context;
  private static LiveRoutes routes;

  @BeforeAll
  static void start() throws Exception {
    context = new DefaultCamelContext();
    PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("sort.camel.yaml", ROUTE));
    context.start();
    routes = new LiveRoutes(context, null);
  }

  @AfterAll
  static void stop() {
    context.stop();
  }

  @Test
  void a_route_is_drawn_as_it_is_written_with_what_went_through_each_step() {
    var camel = context.createProducerTemplate();
    camel.requestBody("direct:sort?timeout=1234", (Object) "ours");
    camel.requestBody("direct:sort?timeout=1234", (Object) "ours");
    assertThatThrownBy(() -> camel.requestBody("direct:sort?timeout=1234", (Object) "strange"))
        .isInstanceOf(CamelExecutionException.class);

    RouteDrawing drawing = routes.get("sort-notices");
    assertThat(drawing.from()).isEqualTo(new RouteDrawing.From("direct:sort", "A notice"));
    RouteStep which = drawing.steps().get(0);
    assertThat(which.total()).isEqualTo(3);
    assertThat(which.branches()).extracting(RouteStep.Branch::label).containsExactly("it is ours", "otherwise");
    assertThat(which.branches().get(0).steps()).containsExactly(new RouteStep("take", "setBody", "Take it", 2, 0, null));
    assertThat(which.branches().get(1).steps())
        .containsExactly(new RouteStep("refuse", "throwException", "Refuse it", 1, 1, null));
    assertThat(routes.list()).singleElement().satisfies(route -> {
      assertThat(route.description()).isEqualTo("Sort notices");
      assertThat(route.total()).isEqualTo(3);
      assertThat(route.failed()).isEqualTo(1);
      assertThat(route.state()).isEqualTo("Started");
    });
  }

  @Test
  void a_route_that_is_not_there_is_404() {
    assertThatThrownBy(() -> routes.get("none")).isInstanceOfSatisfying(Rejected.class,
        refused -> assertThat(refused.status()).isEqualTo(404));
  }
}
