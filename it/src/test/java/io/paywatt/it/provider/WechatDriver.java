package io.paywatt.it.provider;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import io.paywatt.simulator.http.Outage;
import io.paywatt.simulator.wechat.Merchant;
import io.paywatt.simulator.wechat.Notice;
import io.paywatt.simulator.wechat.NoticeDraft;
import io.paywatt.simulator.wechat.WechatPay;

/** WeChat Pay's simulator in public key mode. */
final class WechatDriver implements ProviderDriver {
  private final Path keys;
  private final WechatPay wechat;

  WechatDriver(Path keys) throws Exception {
    this.keys = keys;
    this.wechat = WechatPay.start(Merchant.generate(keys), 0, 1);
  }

  WechatPay wechat() {
    return wechat;
  }

  @Override
  public String provider() {
    return "wechat";
  }

  @Override
  public Map<String, String> settings(String hub) {
    Merchant merchant = wechat.merchant();
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("PAYWATT_WECHAT_APP_ID", merchant.appId());
    variables.put("PAYWATT_WECHAT_MERCHANT_ID", merchant.id());
    variables.put("PAYWATT_WECHAT_MERCHANT_SERIAL", merchant.serial());
    variables.put("PAYWATT_WECHAT_MERCHANT_KEY_FILE", keys.resolve(Merchant.MERCHANT_KEY_FILE).toString());
    variables.put("PAYWATT_WECHAT_API_V3_KEY", merchant.apiV3Key());
    variables.put("PAYWATT_WECHAT_PUBLIC_KEY_ID", merchant.platformKeys().get(0).id());
    variables.put("PAYWATT_WECHAT_PUBLIC_KEY_FILE", keys.resolve(Merchant.PLATFORM_PUBLIC_FILE).toString());
    variables.put("PAYWATT_WECHAT_BASE_URL", wechat.url());
    variables.put("PAYWATT_WECHAT_NOTIFY_URL", hub + "/webhooks/wechat");
    return variables;
  }

  @Override
  public String payer() {
    return "{\"openid\":\"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o\"}";
  }

  @Override
  public List<Told> send(Case kind, Purchase purchase) throws Exception {
    String order = purchase.order();
    if (kind == Case.FORGED) {
      return List.of(now(order, wechat.forged(order)));
    }
    wechat.settle(order);
    NoticeDraft genuine = wechat.draft(order);
    return switch (kind) {
      case STALE -> List.of(sent(order, genuine.sign(Instant.now().minusSeconds(301))));
      case REPLAYED -> {
        Notice notice = genuine.sign(Instant.now());
        yield List.of(sent(order, notice), sent(order, notice));
      }
      case DOUBLED -> List.of(now(order, genuine), now(order, wechat.draft(order)));
      case WRONG_AMOUNT -> List.of(now(order, genuine.total(purchase.amount() + 1)));
      case WRONG_CURRENCY -> List.of(now(order, genuine.currency("USD")));
      case WRONG_MERCHANT -> List.of(now(order, genuine.change(content -> content.put("mchid", "1900000001"))));
      case REFUND_FIRST -> List.of(now(order, wechat.refundDraft(order, "RF" + order)), now(order, genuine));
      case CONFLICT -> List.of(now(order, genuine), now(order, wechat.draft(order).total(purchase.amount() - 1)));
      default -> List.of(now(order, genuine));
    };
  }

  @Override
  public Told expected(Case kind) {
    return switch (kind) {
      case FORGED, STALE -> new Told(401, "FAIL");
      case WRONG_MERCHANT -> new Told(403, "FAIL");
      default -> new Told(200, "SUCCESS");
    };
  }

  @Override
  public void down(Case kind) {
    wechat.outage(kind == null ? Outage.NONE : kind == Case.DOWN_SILENT ? Outage.SILENT : Outage.ERRORS);
  }

  @Override
  public void close() {
    wechat.close();
  }

  private Told now(String order, NoticeDraft draft) throws IOException {
    return sent(order, draft.sign(Instant.now()));
  }

  private Told sent(String order, Notice notice) throws IOException {
    return Told.of(wechat.post(order, notice));
  }
}
