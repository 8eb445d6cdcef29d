package io.paywatt.simulator.demo;

import static io.paywatt.simulator.demo.Scene.require;
import static io.paywatt.simulator.demo.Scene.yuan;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.demo.DemoAccounts.Resident;
import io.paywatt.simulator.meter.SimulatedMeter;
import io.paywatt.simulator.standard.StandardSender;
import io.paywatt.simulator.wechat.NoticeDraft;

/** Money comes in: once, however often it is told, and never when the telling is not genuine. */
final class PaymentChapter {
  private static final long AMOUNT = 5000;

  private final Scene scene;
  private final Resident payer;
  private final Resident unlucky;
  private final Resident foreigner;
  private String order;
  private NoticeDraft notice;

  PaymentChapter(Scene scene) {
    this.scene = scene;
    this.payer = scene.residents().get(1);
    this.unlucky = scene.residents().get(2);
    this.foreigner = scene.residents().get(3);
  }

  void tell(Story story) throws StepFailed {
    story.chapter("Payments");
    story.step(payer.holder() + " pays 50.00 by WeChat Pay", this::pays);
    story.step("the meter gets its credit and replies", this::meterCredited);
    story.step("the receipt goes out by SMS", () -> scene.providers().awaitMessage(payer, "receipt"));
    story.step("the same notice five times more", this::duplicates);
    story.step("a forged notice", this::forged);
    story.step("a genuine notice with another amount", this::otherAmount);
    story.step("a payment by Standard Webhooks", this::standard);
  }

  private String pays() throws Exception {
    long before = scene.api().balance(payer.meter());
    order = scene.pay(payer, "first", AMOUNT);
    notice = scene.providers().wechat().draft(order);
    scene.awaitBalance(payer, before + AMOUNT);
    return "order " + order + ", balance " + yuan(before) + " -> " + yuan(before + AMOUNT);
  }

  private String meterCredited() throws Exception {
    SimulatedMeter meter = scene.meters().meter(payer);
    long balance = scene.api().balance(payer.meter());
    Waiting.until("meter " + payer.meter() + " to show " + yuan(balance), Scene.SOON, () -> meter.body().balance(),
        shown -> shown != null && shown == balance);
    JsonNode timeline = Waiting.until("the order's timeline to say acknowledged", Scene.SOON,
        () -> scene.api().get("/api/v1/topups/" + order), seen -> state(seen, "acknowledged").equals("done"));
    return "display " + meter.body().display() + ", " + timeline.path("steps").size() + " steps on the timeline";
  }

  private static String state(JsonNode timeline, String step) {
    for (JsonNode one : timeline.path("steps")) {
      if (one.path("step").asText().equals(step)) {
        return one.path("state").asText();
      }
    }
    return "";
  }

  private String duplicates() throws Exception {
    long before = scene.api().balance(payer.meter());
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      answers.add(scene.providers().wechat().post(order, notice).status());
    }
    require(answers.stream().allMatch(status -> status / 100 == 2), "the answers were " + answers);
    require(scene.api().payments(payer.meter()) == 1, scene.api().payments(payer.meter()) + " postings, expected 1");
    require(scene.api().balance(payer.meter()) == before, "the balance changed");
    return "answered " + answers + ", one posting, balance " + yuan(before);
  }

  private String forged() throws Exception {
    long before = scene.api().balance(payer.meter());
    int answer = scene.providers().wechat().post(order, scene.providers().wechat().forged(order)).status();
    require(answer == 401, "answered " + answer + ", expected 401");
    require(scene.api().balance(payer.meter()) == before && scene.api().payments(payer.meter()) == 1, "it was posted");
    return "answered 401, nothing changed";
  }

  private String otherAmount() throws Exception {
    long before = scene.api().balance(unlucky.meter());
    String wrong = scene.order(unlucky, "wrong", 2000);
    String transaction = scene.providers().wechat().settle(wrong, 1).transactionId();
    int answer = scene.providers().wechat().post(wrong, scene.providers().wechat().draft(wrong)).status();
    require(answer / 100 == 2, "answered " + answer + ", expected 2xx since it is kept");
    JsonNode item = Waiting.until("transaction " + transaction + " on the desk", Scene.SOON, () -> newest(),
        seen -> seen.toString().contains(transaction));
    require(scene.api().balance(unlucky.meter()) == before, "the balance changed");
    return "answered " + answer + ", parked as item " + item.path("id").asText() + " on the desk";
  }

  private JsonNode newest() throws IOException, StepFailed {
    JsonNode items = scene.api().get("/api/v1/failed?state=open&limit=1").path("items");
    return items.isEmpty() ? items : scene.api().get("/api/v1/failed/" + items.get(0).path("id").asText());
  }

  private String standard() throws Exception {
    long before = scene.api().balance(foreigner.meter());
    StandardSender sender = scene.providers().standard();
    ObjectNode payment =
        StandardSender.payment("std-" + scene.run(), foreigner.meter(), 3000, "CNY", Instant.now());
    int first = sender.post(payment).status();
    int again = sender.post(payment).status();
    int changed = sender.post(payment.deepCopy().put("amount", 9000)).status();
    require(first == 204 && again == 204 && changed == 409,
        "answered " + first + ", again " + again + ", changed " + changed + "; expected 204, 204, 409");
    scene.awaitBalance(foreigner, before + 3000);
    return "204, again 204, changed 409; balance " + yuan(before) + " -> " + yuan(before + 3000);
  }
}
