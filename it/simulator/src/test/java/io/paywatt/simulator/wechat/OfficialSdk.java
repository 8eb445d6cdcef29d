package io.paywatt.simulator.wechat;

import java.net.URI;
import com.wechat.pay.java.core.Config;
import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.service.payments.jsapi.JsapiServiceExtension;
import com.wechat.pay.java.service.payments.jsapi.model.Amount;
import com.wechat.pay.java.service.payments.jsapi.model.Payer;
import com.wechat.pay.java.service.payments.jsapi.model.PrepayRequest;
import io.paywatt.simulator.Vectors;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;

/** The official SDK pointed at a simulator: the host is not part of what is signed. */
final class OfficialSdk {
  static final String KEY_ID = "PUB_KEY_ID_0112300001092026112300000001";

  private OfficialSdk() {}

  static DefaultHttpClientBuilder http(String url) {
    URI target = URI.create(url);
    Interceptor redirect = chain -> chain.proceed(chain.request().newBuilder().url(chain.request().url().newBuilder()
        .scheme("http").host(target.getHost()).port(target.getPort()).build()).build());
    return new DefaultHttpClientBuilder().okHttpClient(new OkHttpClient.Builder().addInterceptor(redirect).build());
  }

  static RSAPublicKeyConfig publicKeyMode(Merchant merchant, String merchantKeyFile) {
    return new RSAPublicKeyConfig.Builder().merchantId(merchant.id()).merchantSerialNumber(merchant.serial())
        .privateKeyFromPath(Vectors.file(merchantKeyFile).toString()).apiV3Key(merchant.apiV3Key())
        .publicKeyFromPath(Vectors.file("provider_pub.pem").toString()).publicKeyId(KEY_ID).build();
  }

  static JsapiServiceExtension jsapi(String url, Config config) {
    return new JsapiServiceExtension.Builder().config(config).httpClient(http(url).config(config).build()).build();
  }

  static PrepayRequest order(Merchant merchant, String number, int fen, String notifyUrl) {
    PrepayRequest order = new PrepayRequest();
    order.setAppid(merchant.appId());
    order.setMchid(merchant.id());
    order.setDescription("电费充值");
    order.setOutTradeNo(number);
    order.setNotifyUrl(notifyUrl);
    Amount amount = new Amount();
    amount.setTotal(fen);
    order.setAmount(amount);
    Payer payer = new Payer();
    payer.setOpenid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
    order.setPayer(payer);
    return order;
  }
}
