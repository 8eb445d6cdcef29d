package io.paywatt.simulator.demo;

import static io.paywatt.simulator.demo.Scene.require;
import static io.paywatt.simulator.demo.Scene.yuan;

import java.math.BigDecimal;
import java.time.Duration;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.demo.DemoAccounts.Resident;
import io.paywatt.simulator.meter.SimulatedMeter;

/** Power is used up, warned of, cut, paid for while the meter can't hear, and given back. */
final class PowerChapter {
  private static final Duration THREE_HOURS = Duration.ofSeconds(60);
  /** The flat tariff, hundredths of a fen for a Wh: 0.60 yuan a kWh. */
  private static final long PRICE = 6;
  private static final long AMOUNT = 5000;

  private final Scene scene;
  private final Resident hero;
  private final SimulatedMeter meter;
  private final long opening;

  PowerChapter(Scene scene) throws Exception {
    this.scene = scene;
    this.hero = scene.hero();
    this.meter = scene.meters().meter(hero);
    this.opening = scene.api().balance(hero.meter());
  }

  void tell(Story story) throws StepFailed {
    story.chapter("The last three hours, in half a minute");
    story.step(hero.holder() + " draws 3 kW and is warned", this::warned);
    story.step("the money is used up: the relay opens", this::cut);
    story.step("the cut-off SMS goes out", () -> scene.providers().awaitMessage(hero, "cut-off"));
    story.step("what was used is what was billed", this::billed);
    story.chapter("Paying while the meter can't hear");
    story.step("the meter loses its network", this::offline);
    story.step(hero.holder() + " pays 50.00, the flat stays dark", this::paysInTheDark);
    story.step("the meter comes back: power", this::back);
    story.step("the restored SMS goes out", () -> scene.providers().awaitMessage(hero, "restored"));
    story.chapter("Supply and books");
    story.step("262.4 V are told to the administrator", this::overVoltage);
  }

  private String warned() throws StepFailed {
    scene.meters().letTimePass();
    return scene.providers().awaitMessage(hero, "low-balance");
  }

  private String cut() throws StepFailed {
    require(meter.body().hasPower(), "the relay opened before the warning");
    Waiting.until("the relay of meter " + hero.meter() + " to open", THREE_HOURS, () -> meter.body().relay(),
        "open"::equals);
    Waiting.until("the hub to know it", Scene.SOON, () -> scene.api().relay(hero.meter(), "reported"), "open"::equals);
    return "after " + kwh(used()) + " kWh; meter " + hero.meter() + " reports its relay open";
  }

  private String billed() throws StepFailed {
    long used = used();
    long expected = Math.floorDiv(opening * 100 - used * PRICE, 100);
    scene.awaitBalance(hero, expected);
    return yuan(opening) + " - " + kwh(used) + " kWh x 0.60 = " + yuan(expected);
  }

  private String offline() throws StepFailed {
    meter.goOffline();
    Waiting.until("the hub to know that meter " + hero.meter() + " is offline", Scene.SOON,
        () -> scene.api().get("/api/v1/meters/" + hero.meter()), seen -> !seen.path("online").asBoolean(true));
    return "its last will told the hub";
  }

  private String paysInTheDark() throws Exception {
    long before = scene.api().balance(hero.meter());
    scene.pay(hero, "dark", AMOUNT);
    scene.awaitBalance(hero, before + AMOUNT);
    Waiting.until("the hub to want the relay closed", Scene.SOON, () -> scene.api().relay(hero.meter(), "wanted"),
        "closed"::equals);
    require(!meter.body().hasPower(), "the meter has power although nobody could tell it to");
    return "balance " + yuan(before) + " -> " + yuan(before + AMOUNT) + ", relay wanted closed, still open";
  }

  private String back() throws StepFailed {
    long start = System.nanoTime();
    meter.goOnline();
    Waiting.until("the relay of meter " + hero.meter() + " to close", Scene.SOON, () -> meter.body().relay(),
        "closed"::equals);
    long millis = (System.nanoTime() - start) / 1_000_000;
    Waiting.until("the hub to know it", Scene.SOON, () -> scene.api().relay(hero.meter(), "reported"),
        "closed"::equals);
    return "relay closed " + millis + " ms after its return";
  }

  private String overVoltage() throws StepFailed {
    Resident resident = scene.residents().get(7);
    scene.meters().meter(resident).notice("over-voltage", Json.object().put("voltageV", new BigDecimal("262.4")));
    String message = scene.providers().awaitAdministratorMessage("alert-over-voltage", resident.meter());
    require(message.contains("262.4"), "the SMS does not say 262.4: " + message);
    return message;
  }

  private long used() {
    return meter.body().energyWh() - hero.registerWh();
  }

  private static String kwh(long wh) {
    return BigDecimal.valueOf(wh, 3).toPlainString();
  }
}
