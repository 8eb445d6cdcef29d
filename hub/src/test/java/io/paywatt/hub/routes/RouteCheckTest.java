package io.paywatt.hub.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import io.paywatt.hub.config.Settings;
import io.paywatt.hub.config.SettingsLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteCheckTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final String GOOD = """
      - route:
          id: hello-say
          description: Say hello
          routeConfigurationId: park
          from:
            id: hello-tick
            description: Now and then
            uri: timer
            parameters:
              timerName: hello
              period: "60000"
            steps:
              - log:
                  id: hello-log
                  description: Write hello
                  message: hello
      """;
  private final Settings settings = new SettingsLoader(HOME, Map.of(), new Properties()).load();
  @TempDir
  Path folder;

  @Test
  void the_routes_that_ship_are_right() throws IOException {
    assertThat(new RouteCheck(HOME.resolve("routes"), settings).run()).isEmpty();
  }

  /** Karavan cuts letters off {@code uri: http:name} when it saves the file. */
  @Test
  void the_routes_that_ship_write_http_addresses_so_that_editors_keep_them() throws IOException {
    try (Stream<Path> files = Files.walk(HOME.resolve("routes")).filter(file -> file.toString().endsWith(".yaml"))) {
      assertThat(files).allSatisfy(file -> assertThat(file).content().doesNotContainPattern("uri: \"?https?:[^/\\s]"));
    }
  }

  @Test
  void a_good_route_of_an_integrator_is_right() throws IOException {
    assertThat(faultsOf(text -> text)).isEmpty();
  }

  @Test
  void an_unknown_step_is_named_with_its_line() throws IOException {
    assertThat(faultsOf(text -> text.replace("- log:", "- lgo:"))).anySatisfy(fault -> at(fault, 13, "lgo"));
  }

  @Test
  void a_misspelt_option_of_a_step_is_named_with_its_line() throws IOException {
    assertThat(faultsOf(text -> text.replace("message: hello", "mesage: hello")))
        .anySatisfy(fault -> assertThat(fault.line()).isBetween(13, 16));
  }

  @Test
  void a_misspelt_option_of_an_endpoint_is_named() throws IOException {
    assertThat(faultsOf(text -> text.replace("period:", "periode:"))).singleElement()
        .satisfies(fault -> assertThat(fault.message()).contains("periode"));
  }

  @Test
  void an_unknown_component_is_named_with_its_line() throws IOException {
    assertThat(faultsOf(text -> text.replace("uri: timer", "uri: tmier"))).singleElement()
        .satisfies(fault -> at(fault, 8, "tmier"));
  }

  @Test
  void a_missing_placeholder_is_named_with_its_line() throws IOException {
    assertThat(faultsOf(text -> text.replace("message: hello", "message: \"{{paywatt.zoen}}\"")))
        .anySatisfy(fault -> at(fault, 16, "{{paywatt.zoen}} is not set; did you mean paywatt.zone?"));
  }

  @Test
  void a_duplicate_id_is_named_with_both_lines() throws IOException {
    assertThat(faultsOf(text -> text.replace("id: hello-log", "id: hello-tick")))
        .anySatisfy(fault -> at(fault, 14, "'hello-tick' is taken at"));
  }

  @Test
  void a_tab_in_the_indent_is_named_with_its_line() throws IOException {
    assertThat(faultsOf(text -> text.replace("          id: hello-log", "\t\tid: hello-log")))
        .singleElement().satisfies(fault -> at(fault, 14, "tab"));
  }

  @Test
  void a_step_without_description_is_named() throws IOException {
    assertThat(faultsOf(text -> text.replace("            description: Write hello\n", "")))
        .anySatisfy(fault -> at(fault, 13, "needs an id and a description"));
  }

  @Test
  void a_host_and_a_secret_in_a_route_are_refused() throws IOException {
    assertThat(faultsOf(text -> text.replace("uri: timer", "uri: timer").replace("message: hello",
        "message: see http://10.1.2.3/x"))).anySatisfy(fault -> at(fault, 16, "names a host"));
    assertThat(faultsOf(text -> text.replace("timerName: hello", "timerName: hello\n        password: hunter2")))
        .anySatisfy(fault -> assertThat(fault.message()).contains("secret in clear"));
  }

  @Test
  void an_unknown_bean_and_a_door_that_nobody_listens_at_are_named() throws IOException {
    String bean = "- bean: {id: hello-log, description: x, ref: paymentIntak, method: accept}";
    String door = "- to: {id: hello-log, description: x, uri: direct, parameters: {name: payment-acept}}";
    assertThat(faultsOf(text -> text.substring(0, text.indexOf("- log:")) + bean + "\n"))
        .anySatisfy(fault -> at(fault, 13, "no bean 'paymentIntak'; did you mean paymentIntake?"));
    assertThat(faultsOf(text -> text.substring(0, text.indexOf("- log:")) + door + "\n"))
        .anySatisfy(fault -> at(fault, 13, "no route listens at direct:payment-acept; did you mean payment-accept?"));
  }

  @Test
  void a_bean_that_a_condition_names_must_be_there() throws IOException {
    String choice = """
        - choice:
            id: hello-log
            description: x
            when:
              - id: hello-can
                description: x
                expression: {method: {ref: provider, method: "can('wechat', 'order')"}}
                steps:
                  - toD: {id: hello-order, description: x, uri: "kamelet:${variable.provider}-order-action"}
        """.indent(8).strip() + "\n";
    assertThat(faultsOf(text -> text.substring(0, text.indexOf("- log:")) + choice))
        .singleElement().satisfies(fault -> assertThat(fault.message()).contains("no bean 'provider'"));
    String known = choice.replace("ref: provider,", "ref: providers,");
    assertThat(faultsOf(text -> text.substring(0, text.indexOf("- log:")) + known)).isEmpty();
  }

  @Test
  void an_operation_of_a_provider_that_lacks_a_default_is_named() throws IOException {
    Path kamelets = Files.createDirectory(folder.resolve("kamelets"));
    String order = Files.readString(HOME.resolve("routes/kamelets/wechat-order-action.kamelet.yaml"));
    Files.writeString(kamelets.resolve("acme-order-action.kamelet.yaml"), order.replace("wechat-order", "acme-order"));
    assertThat(new RouteCheck(folder, settings).run()).isEmpty();
    Files.writeString(kamelets.resolve("acme-order-action.kamelet.yaml"),
        order.replace("wechat-order", "acme-order").replace("default: \"wechatPay\"", "example: x"));
    assertThat(new RouteCheck(folder, settings).run()).singleElement()
        .satisfies(fault -> assertThat(fault.toString()).contains("acme-order-action", "adapter"));
    assertThat(Providers.of(folder).can("acme", "order")).isTrue();
    assertThat(Providers.of(folder).can("acme", "query")).isFalse();
  }

  private static void at(Fault fault, int line, String words) {
    assertThat(fault.line()).as(fault.toString()).isEqualTo(line);
    assertThat(fault.message()).contains(words);
  }

  private List<Fault> faultsOf(UnaryOperator<String> change) throws IOException {
    Path file = folder.resolve("hello-say.camel.yaml");
    Files.writeString(file, change.apply(GOOD));
    return new RouteCheck(HOME.resolve("routes"), settings).run(file);
  }
}
