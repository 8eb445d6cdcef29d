package io.paywatt.adapter.alipay;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import io.paywatt.adapter.ProviderServer;
import io.paywatt.adapter.ProviderServer.Request;
import io.paywatt.adapter.ProviderServer.Response;
import io.paywatt.adapter.Sha256WithRsa;
import io.paywatt.adapter.Vectors;

/** Alipay's side for tests: signs with the provider's throwaway key. */
final class AlipayFixture {
  /** One second after notice A1 was sent. */
  static final Clock CLOCK = Vectors.at(1795406402L);
  static final String TRADE = "2026112322001424330512345678";

  private AlipayFixture() {}

  static AlipaySettings settings(String baseUrl, Path... publicKeys) {
    return new AlipaySettings("2021000000000001", "2088101106499364", Vectors.file("merchant_key.pem"),
        publicKeys.length == 0 ? List.of(Vectors.file("provider_pub.pem")) : List.of(publicKeys), baseUrl,
        "https://pay.example.com/webhooks/alipay");
  }

  static Alipay alipay(String baseUrl) {
    return new Alipay(settings(baseUrl), CLOCK);
  }

  /** The fields of notice A1, without signature. */
  static Map<String, String> a1() {
    Map<String, String> fields = new TreeMap<>(AlipayForm.parse(Vectors.bytes("a1_form.txt")).fields());
    fields.remove("sign");
    fields.remove("sign_type");
    return fields;
  }

  /** Notice A1 with these fields changed, null for away, signed anew. */
  static byte[] notice(String... changes) {
    Map<String, String> fields = a1();
    for (int i = 0; i < changes.length; i += 2) {
      if (changes[i + 1] == null) {
        fields.remove(changes[i]);
      } else {
        fields.put(changes[i], changes[i + 1]);
      }
    }
    return signed(fields, "provider_key.pem");
  }

  static byte[] signed(Map<String, String> fields, String keyFile) {
    Map<String, String> all = new TreeMap<>(fields);
    all.put("sign", Sha256WithRsa.sign(KeyFile.privateKey(Vectors.file(keyFile)), AlipaySignature.notice(fields)));
    all.put("sign_type", "RSA2");
    return form(all);
  }

  static byte[] form(Map<String, String> fields) {
    return fields.entrySet().stream().map(entry -> entry.getKey() + "="
        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"))
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** A gateway that answers every call with this node, signed. */
  static ProviderServer gateway(String node) {
    return new ProviderServer(answering(request -> node, "provider_key.pem"));
  }

  static Function<Request, Response> answering(Function<Request, String> node, String keyFile) {
    return request -> {
      String method = AlipayForm.parse(request.query().getBytes(StandardCharsets.US_ASCII)).fields().get("method");
      return new Response(200, Map.of("Content-Type", "application/json;charset=utf-8"),
          reply(method, node.apply(request), keyFile));
    };
  }

  static byte[] reply(String method, String node, String keyFile) {
    return ("{\"" + method.replace('.', '_') + "_response\":" + node + ",\"sign\":\""
        + Sha256WithRsa.sign(KeyFile.privateKey(Vectors.file(keyFile)), node.getBytes(StandardCharsets.UTF_8)) + "\"}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
