package io.paywatt.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.simulator.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The benchmark runs to its end; how fast is not a matter of tests. */
class BenchRunTest {
  @BeforeAll
  static void home() {
    System.setProperty("paywatt.home", Path.of("../..").toAbsolutePath().normalize().toString());
  }

  @Test
  void a_tiny_run_of_all_ends_well_with_every_rate_in_its_json() {
    StringWriter out = new StringWriter();
    int status = run(out, "all", "--rounds", "1", "--count", "100", "--json");

    assertThat(status).isZero();
    JsonNode report = Json.parse(out.toString().getBytes(StandardCharsets.UTF_8));
    for (String name : new String[] {"payments", "readings", "readings-dlt645"}) {
      JsonNode result = report.at("/results/" + name);
      assertThat(result.path("count").asInt()).isEqualTo(100);
      assertThat(result.at("/hub/perSecond").asDouble()).isPositive();
      assertThat(result.at("/limit/perSecond").asDouble()).isPositive();
      assertThat(result.path("ratio").asDouble()).isPositive();
    }
    assertThat(report.at("/results/payments/hub/p99Millis").asDouble()).isPositive();
  }

  @Test
  void wrong_use_is_status_2_before_anything_is_started() {
    assertThat(run(new StringWriter(), "all", "--count", "20001")).isEqualTo(2);
    assertThat(run(new StringWriter(), "payments", "--rounds", "0")).isEqualTo(2);
    assertThat(run(new StringWriter(), "everything")).isEqualTo(2);
  }

  private static int run(StringWriter out, String... arguments) {
    return new CommandLine(new Main()).setOut(new PrintWriter(out)).setErr(new PrintWriter(new StringWriter()))
        .execute(arguments);
  }
}
