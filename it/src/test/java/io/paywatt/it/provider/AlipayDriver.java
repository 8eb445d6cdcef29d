package io.paywatt.it.provider;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import io.paywatt.simulator.alipay.Alipay;
import io.paywatt.simulator.alipay.NoticeDraft;
import io.paywatt.simulator.alipay.Seller;
import io.paywatt.simulator.http.Outage;

/** Alipay's simulator; orders are codes to scan. */
final class AlipayDriver implements ProviderDriver {
  private final Path keys;
  private final Alipay alipay;

  AlipayDriver(Path keys) throws Exception {
    this.keys = keys;
    this.alipay = Alipay.start(Seller.generate(keys), 0, 1);
  }

  Alipay alipay() {
    return alipay;
  }

  @Override
  public String provider() {
    return "alipay";
  }

  @Override
  public Map<String, String> settings(String hub) {
    Seller seller = alipay.seller();
    return Map.of("PAYWATT_ALIPAY_APP_ID", seller.appId(), "PAYWATT_ALIPAY_SELLER_ID", seller.id(),
        "PAYWATT_ALIPAY_APP_KEY_FILE", keys.resolve(Seller.APP_KEY_FILE).toString(),
        "PAYWATT_ALIPAY_PUBLIC_KEY_FILE", keys.resolve(Seller.PUBLIC_KEY_FILE).toString(),
        "PAYWATT_ALIPAY_BASE_URL", alipay.url(), "PAYWATT_ALIPAY_NOTIFY_URL", hub + "/webhooks/alipay");
  }

  @Override
  public List<Told> send(Case kind, Purchase purchase) throws Exception {
    String order = purchase.order();
    if (kind == Case.FORGED) {
      return List.of(sent(order, alipay.forged(order)));
    }
    alipay.settle(order);
    NoticeDraft genuine = alipay.draft(order);
    return switch (kind) {
      case STALE -> List.of(sent(order, genuine.set("notify_time", DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
          .format(LocalDateTime.now(ZoneOffset.ofHours(8)).minusHours(26).minusSeconds(1)))));
      case REPLAYED -> {
        byte[] form = genuine.sign();
        yield List.of(Told.of(alipay.post(order, form)), Told.of(alipay.post(order, form)));
      }
      case DOUBLED -> List.of(sent(order, genuine), sent(order, finished(order)));
      case WRONG_AMOUNT -> List.of(sent(order, genuine.total(purchase.amount() + 1)));
      case WRONG_CURRENCY -> List.of(sent(order, genuine.set("trans_currency", "USD")));
      case WRONG_MERCHANT -> List.of(sent(order, genuine.set("seller_id", "2088999999999999")));
      case REFUND_FIRST -> {
        alipay.refund(order, "RF" + order, 100);
        yield List.of(sent(order, alipay.refundDraft(order, "RF" + order)), sent(order, genuine));
      }
      case CONFLICT -> List.of(sent(order, genuine), sent(order, alipay.draft(order).total(purchase.amount() - 1)));
      default -> List.of(sent(order, genuine));
    };
  }

  @Override
  public Told expected(Case kind) {
    return switch (kind) {
      case FORGED, STALE -> new Told(401, "fail");
      case WRONG_MERCHANT, WRONG_CURRENCY -> new Told(200, "fail");
      default -> new Told(200, "success");
    };
  }

  @Override
  public void down(Case kind) {
    alipay.outage(kind == null ? Outage.NONE : kind == Case.DOWN_SILENT ? Outage.SILENT : Outage.ERRORS);
  }

  @Override
  public void close() {
    alipay.close();
  }

  /** The same trade told again months later, when it can't be refunded any more. */
  private NoticeDraft finished(String order) {
    alipay.finish(order);
    return alipay.draft(order);
  }

  private Told sent(String order, NoticeDraft draft) throws IOException {
    return Told.of(alipay.post(order, draft.sign()));
  }
}
