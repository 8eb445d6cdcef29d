package io.paywatt.hub.cli;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.account.Exact;
import io.paywatt.ledger.account.Posted;
import io.paywatt.ledger.account.Statement;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.tariff.ChargeLine;
import io.paywatt.ledger.tariff.Tariff;
import io.paywatt.ledger.tariff.Utility;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./paywatt tariffs explain}: what an account was charged, as {@code tariffs price} would show it. */
@Command(name = "explain", mixinStandardHelpOptions = true, description = {
    "What an account was charged for a stretch of time, meter by meter: the lines of tariffs price, from what was posted.",
    "In the language of the account. A line that reaches over the start or the end is shown whole."})
final class ExplainCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ACCOUNT")
  private String account;
  @Mixin
  private Between between;
  @Option(names = "--json", description = "Answer as JSON.")
  private boolean json;

  /** Lines that are read together. */
  private record Block(String meter, Utility utility, String tariff) {}

  @Override
  public Integer call() {
    try (Session session = new Session()) {
      Instant now = session.ledger.store.now();
      Statement statement = new Statement(session.ledger.store);
      Map<Block, List<ChargeLine>> blocks = statement.charges(account, between.from(session.ledger.zone, now),
              between.to(session.ledger.zone, now)).stream()
          .collect(Collectors.groupingBy(each -> new Block(each.meter(), each.utility(), each.line().tariff()),
              LinkedHashMap::new, Collectors.mapping(Posted.Charge::line, Collectors.toList())));
      String language = statement.locale(account).startsWith("zh") ? "zh" : "en";
      if (json) {
        System.out.println(Json.write(Map.of("account", account, "items", blocks.entrySet().stream()
            .map(each -> answer(each.getKey(), each.getValue(), tariff(session, each.getKey()), language)).toList())));
      } else {
        blocks.forEach((block, lines) -> print(block, lines, tariff(session, block), language));
        System.out.print(blocks.isEmpty() ? "Nothing was charged for this time.\n" : "");
      }
      return 0;
    }
  }

  private static Tariff tariff(Session session, Block block) {
    return session.ledger.tariffs.tariff(block.tariff()).orElseThrow(() -> new Rejected(404, "tariff '" + block.tariff()
        + "', by which meter " + block.meter() + " was charged, is no longer among the tariff files; put it back"));
  }

  private static Map<String, Object> answer(Block block, List<ChargeLine> lines, Tariff tariff, String language) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("meter", block.meter());
    answer.put("utility", block.utility().word());
    answer.put("tariff", block.tariff());
    answer.put("currency", tariff.currency());
    answer.put("lines", PriceJson.lines(tariff, lines, language));
    answer.put("energyWh", lines.stream().mapToLong(ChargeLine::energyWh).sum());
    answer.put("totalExact", Exact.of(total(lines)));
    return answer;
  }

  private static void print(Block block, List<ChargeLine> lines, Tariff tariff, String language) {
    boolean chinese = language.equals("zh");
    System.out.printf("%s %s, %s, %s%n", chinese ? "表号" : "meter", block.meter(),
        tariff.names().getOrDefault(language, tariff.code()), tariff.currency());
    lines.forEach(line -> PriceText.print(tariff, line, language));
    System.out.printf("%s %s %s, %s %s%n", chinese ? "合计" : "total",
        Exact.quantity(lines.stream().mapToLong(ChargeLine::energyWh).sum()), block.utility().unit(), Exact.of(total(lines)),
        tariff.currency());
  }

  private static long total(List<ChargeLine> lines) {
    return lines.stream().mapToLong(ChargeLine::amount).reduce(0, Math::addExact);
  }
}
