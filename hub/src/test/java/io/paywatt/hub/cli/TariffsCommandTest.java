package io.paywatt.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.tariff.TariffRejected;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TariffsCommandTest {
  private static final String CITY = """
      code: city
      name: {zh: 城市电价, en: City}
      currency: KES
      zone: Africa/Nairobi
      versions:
        - validFrom: 2025-07-01
          tiers: {period: month, upTo: [30, 100], slabs: whole}
          pricePerKWh: ["12.23", "16.45", "19.08"]
          charges: [{name: standing, per: month, amount: "120"}]
          taxes:
            - {name: rural-levy, percent: 5, on: [energy]}
            - {name: vat, percent: 16, on: [energy, standing]}
          vend: {minimum: 50, unitKWh: 0.1}
      """;

  @TempDir Path dir;
  private Path tariff;
  private String out;

  @BeforeEach
  void write() throws IOException {
    tariff = Files.writeString(dir.resolve("city.yaml"), CITY);
  }

  private int run(String... arguments) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      return new CommandLine(new TariffsCommand()).setErr(new PrintWriter(bytes, true))
          .setExecutionExceptionHandler((fault, command, parsed) -> {
            System.out.println(String.join("\n", ((TariffRejected) fault).faults()));
            return 1;
          }).execute(arguments);
    } finally {
      System.setOut(before);
      out = bytes.toString(StandardCharsets.UTF_8);
    }
  }

  private JsonNode price(String... more) {
    String[] arguments = Stream.concat(Stream.of("price", tariff.toString(), "--json"),
        Arrays.stream(more)).toArray(String[]::new);
    assertThat(run(arguments)).as(out).isZero();
    return Json.object(out);
  }

  @Test
  void readings_are_priced_and_the_lines_add_up() throws IOException {
    Path readings = Files.writeString(dir.resolve("r.csv"), "at,kWh\n2026-01-01,1000\n2026-01-15T08:00,1100\n2026-02-01,1250.5\n");
    JsonNode answer = price("--readings", readings.toString());
    JsonNode totals = answer.path("totals");
    assertThat(totals.path("energyWh").asLong()).isEqualTo(250_500);
    assertThat(totals.path("exact").path("energy").asText()).isEqualTo("4779.54");
    assertThat(totals.path("taxes").asLong()).isEqualTo(23_898 + 78_393 - 1);
    assertThat(totals.path("total").asLong()).isEqualTo(592_244);
    BigDecimal sum = StreamSupport.stream(answer.path("lines").spliterator(), false)
        .map(line -> new BigDecimal(line.path("amountExact").asText())).reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(sum).isEqualByComparingTo(totals.path("exact").path("total").asText());
    assertThat(answer.path("bill").get(0).path("price").asText()).isEqualTo("19.08");
    assertThat(answer.path("lines").get(0).path("from").asText()).isEqualTo("2026-01-01T00:00:00+03:00");
  }

  @Test
  void a_purchase_is_quoted_for_money_and_for_energy() {
    JsonNode quote = price("--vend", "1000", "--at", "2026-01-05T10:00", "--bought", "20");
    assertThat(quote.path("units").asText()).isEqualTo("45.100");
    assertThat(quote.path("change").asLong() + quote.path("totals").path("total").asLong()).isEqualTo(100_000);
    assertThat(price("--vend-kwh", "45.1", "--at", "2026-01-05T10:00", "--bought", "20").path("paid").asLong())
        .isLessThanOrEqualTo(100_000);
  }

  @Test
  void people_read_a_table() throws IOException {
    Path readings = Files.writeString(dir.resolve("r.csv"), "at,kWh\n2026-01-01,0\n2026-02-01,25\n");
    assertThat(run("price", tariff.toString(), "--readings", readings.toString())).isZero();
    assertThat(out).contains("City / 城市电价", "Energy, tier 1", "305.75", "standing");
  }

  @Test
  void faults_are_named_with_file_and_line() throws IOException {
    Files.writeString(tariff, CITY.replace("slabs: whole", "slabs: half"));
    assertThat(run("check", dir.toString())).isEqualTo(1);
    assertThat(out).contains(tariff + ":7: slabs is 'half', allowed are marginal, whole", "1 to mend");
    assertThat(run("price", tariff.toString(), "--readings", tariff.toString())).isEqualTo(1);
    assertThat(out).contains(tariff + ":7: slabs");
  }

  @Test
  void the_tariffs_of_the_hub_are_right() {
    assertThat(run("check", "../config/tariffs", "--json")).isZero();
    assertThat(Json.object(out).path("ok").asBoolean()).isTrue();
  }

  @Test
  void wrong_use_is_told_with_status_2() {
    assertThat(run("price", tariff.toString())).isEqualTo(2);
    assertThat(run("price", tariff.toString(), "--vend", "10")).isEqualTo(2);
    assertThat(run("price", dir.resolve("none.yaml").toString(), "--vend", "10", "--at", "2026-01-01")).isEqualTo(2);
    assertThat(run("check", dir.resolve("none").toString())).isEqualTo(2);
  }
}
