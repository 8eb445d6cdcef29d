package io.paywatt.hub.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import io.paywatt.ledger.settlement.SettlementReports;
import io.paywatt.ledger.settlement.SettlementView;
import io.paywatt.ledger.user.Scope;
import io.paywatt.ledger.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./paywatt settle}: a day now, besides the schedule. The hub that runs fetches the bill. */
@Command(name = "settle", mixinStandardHelpOptions = true, description = {
    "Compare a provider's bill, the ledger and the meters for a day, now. Safe to repeat.",
    "The running hub asks the provider; this command waits for it. Exit 1 when a difference needs a person, or nothing came."})
public final class SettleCommand implements Callable<Integer> {
  private static final int SHOWN = 50;
  @Option(names = "--provider", description = "Only this one; else every one that was settled or is due that day.")
  private String provider;
  @Option(names = "--date", description = "Business day, such as 2026-11-23; else yesterday.")
  private String date;
  @Option(names = "--wait", defaultValue = "120", description = "Seconds to wait for the hub (default ${DEFAULT-VALUE}).")
  private int wait;
  @Option(names = "--json", description = "Answer as JSON.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    if (date != null && !date.matches("20\\d\\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])")) {
      System.err.println("paywatt: --date is " + date + ", allowed is a day such as 2026-11-23");
      return 2;
    }
    try (Session session = new Session()) {
      String day = date != null ? date : LocalDate.now(session.ledger.zone).minusDays(1).toString();
      Instant began = session.ledger.store.now();
      for (String each : providers(session, day)) {
        session.ledger.settlements.request(each, day);
      }
      List<SettlementView> days = await(session.ledger.settlementReports, providers(session, day), day, began);
      boolean well = !days.isEmpty() && days.stream().allMatch(it -> isNew(it, began) && it.open() == 0
          && it.totals().path("tiesOut").asBoolean());
      if (json) {
        System.out.println(Json.write(Map.of("ok", well, "items", days)));
      } else {
        days.forEach(it -> print(session.ledger.settlementReports, it, began));
        System.out.println(days.isEmpty() ? "There is no provider to settle with on " + day + "." : "");
      }
      return well ? 0 : 1;
    }
  }

  private TreeSet<String> providers(Session session, String day) {
    if (provider != null) {
      return new TreeSet<>(List.of(provider));
    }
    session.ledger.settlements.open();
    return new TreeSet<>(session.ledger.settlementReports.list(null, LocalDate.parse(day), LocalDate.parse(day)).stream()
        .map(SettlementView::provider).toList());
  }

  private List<SettlementView> await(SettlementReports reports, TreeSet<String> providers, String day, Instant began)
      throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofSeconds(wait));
    List<SettlementView> days = new ArrayList<>();
    do {
      days.clear();
      providers.forEach(each -> days.add(reports.get(each, day)));
      if (days.stream().allMatch(it -> isNew(it, began) || it.trouble() != null)) {
        return days;
      }
      Thread.sleep(500);
    } while (Instant.now().isBefore(end));
    return days;
  }

  private static boolean isNew(SettlementView day, Instant began) {
    return day.state().equals("settled") && day.comparedAt() != null && !Instant.parse(day.comparedAt()).isBefore(began);
  }

  private static void print(SettlementReports reports, SettlementView day, Instant began) {
    System.out.println(SettlementText.of(day));
    if (!isNew(day, began) && day.trouble() == null) {
      System.out.println("  not compared now: no running hub has taken it");
    }
    reports.differences(day.provider(), day.date(), "open", null, SHOWN, null, Scope.EVERY).items()
        .forEach(it -> System.out.println(SettlementText.of(it)));
  }
}
