package io.paywatt.it.provider;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.alipay.Alipay;
import io.paywatt.simulator.alipay.Trade;
import io.paywatt.simulator.http.Faults;
import io.paywatt.simulator.http.Faults.Rates;
import io.paywatt.simulator.mpesa.Mpesa;
import io.paywatt.simulator.mpesa.Push;
import io.paywatt.simulator.mpesa.ShortCode;
import io.paywatt.simulator.standard.StandardSender;
import io.paywatt.simulator.stripe.Account;
import io.paywatt.simulator.stripe.Intent;
import io.paywatt.simulator.stripe.Stripe;
import io.paywatt.simulator.wechat.Merchant;
import io.paywatt.simulator.wechat.WechatOrder;
import io.paywatt.simulator.wechat.WechatPay;

/** All providers, each with 5 % of its calls and notices late, failed, unanswered, lost and doubled. */
final class Tills {
  private static final Rates BAD = Rates.all(0.05, Duration.ofMillis(300));
  /** Notices come again after a twentieth of the real gaps. */
  private static final double HURRY = 0.05;

  private Tills() {}

  static Till wechat(String hub, Path folder) throws Exception {
    WechatDriver driver = new WechatDriver(Files.createDirectories(folder));
    WechatPay wechat = driver.wechat();
    wechat.faults(new Faults(BAD, 11));
    return new Till("wechat", driver.settings(hub), driver.payer(), order -> wechat.pay(number(order)),
        () -> wechat.orders().stream().filter(WechatOrder::isPaid).mapToLong(WechatOrder::totalFen).sum(), driver::close);
  }

  static Till alipay(String hub, Path folder) throws Exception {
    AlipayDriver driver = new AlipayDriver(Files.createDirectories(folder));
    Alipay alipay = driver.alipay();
    alipay.faults(new Faults(BAD, 12));
    return new Till("alipay", driver.settings(hub), driver.payer(), order -> alipay.pay(number(order)),
        () -> alipay.trades().stream().filter(trade -> trade.paidAt() != null).mapToLong(Trade::fen).sum(),
        driver::close);
  }

  static Till stripe(String hub) {
    Stripe stripe = Stripe.start(Account.generate(), 0, HURRY, new Faults(BAD, 13));
    StripeDriver driver = new StripeDriver(stripe);
    return new Till("stripe", driver.settings(hub), driver.payer(), order -> stripe.pay(number(order)),
        () -> stripe.intents().stream().filter(it -> it.status().equals("succeeded")).mapToLong(Intent::amount).sum(),
        driver::close);
  }

  static Till mpesa(String hub) {
    Mpesa mpesa = Mpesa.start(ShortCode.generate(), 0, new Faults(BAD, 14));
    ShortCode code = mpesa.shortCode();
    Map<String, String> settings = new HashMap<>();
    settings.put("PAYWATT_MPESA_CONSUMER_KEY", code.consumerKey());
    settings.put("PAYWATT_MPESA_CONSUMER_SECRET", code.consumerSecret());
    settings.put("PAYWATT_MPESA_SHORT_CODE", code.code());
    settings.put("PAYWATT_MPESA_PASSKEY", code.passkey());
    settings.put("PAYWATT_MPESA_CALLBACK_TOKEN", "badday0token0badday0token");
    settings.put("PAYWATT_MPESA_CALLBACK_URL", hub);
    settings.put("PAYWATT_MPESA_BASE_URL", mpesa.url());
    return new Till("mpesa", settings, "{\"phone\":\"254712345678\"}",
        order -> mpesa.pay(order.at("/client/checkoutRequestId").asText()),
        () -> mpesa.pushes().stream().filter(Push::paid).mapToLong(it -> it.shillings() * 100).sum(), mpesa::close);
  }

  /** Has no calls of its own and no simulator; its notices come twice. @param amount of each payment, fen */
  static Till standard(String hub, long amount) {
    String secret = StandardSender.newSecret();
    StandardSender sender = new StandardSender(hub + "/webhooks/standard", secret);
    Random random = new Random(15);
    AtomicLong booked = new AtomicLong();
    return new Till("standard", Map.of("PAYWATT_STANDARD_SECRET", secret), "{}", order -> {
      ObjectNode payment = StandardSender.payment("T" + number(order), "", amount, "CNY", Instant.now())
          .put("orderId", number(order)).without("meter");
      booked.addAndGet(amount);
      // as if the answer to the first were lost
      for (int sent = chance(random) ? 2 : 1; sent > 0; sent--) {
        int status = sender.post(payment).status();
        if (status != 204) {
          throw new AssertionError(number(order) + " answered " + status);
        }
      }
    }, booked::get, () -> { });
  }

  private static boolean chance(Random random) {
    synchronized (random) {
      return random.nextDouble() < BAD.doubled();
    }
  }

  private static String number(JsonNode order) {
    return order.path("id").asText();
  }
}
