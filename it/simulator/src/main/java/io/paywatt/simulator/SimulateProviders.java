package io.paywatt.simulator;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import io.paywatt.simulator.sms.SmsGateway;
import io.paywatt.simulator.wechat.Merchant;
import io.paywatt.simulator.wechat.WechatPay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code simulate wechat} and {@code simulate sms}: a provider that stays, and the settings a hub needs for it. */
final class SimulateProviders {
  private static final PrintStream OUT = System.out;

  private SimulateProviders() {}

  static int stay() throws InterruptedException {
    OUT.println("Ctrl-C ends it.");
    new CountDownLatch(1).await();
    return 0;
  }

  @Command(name = "wechat", mixinStandardHelpOptions = true, description = {
      "A WeChat Pay that opens orders, gives refunds, makes bills, signs notices and sends them again until acknowledged.",
      "POST /_pay/{order} pays an order."})
  static final class Wechat implements Callable<Integer> {
    @Option(names = "--port", defaultValue = "9301", description = "Port on 127.0.0.1, 0 for any (${DEFAULT-VALUE}).")
    private int port;
    @Option(names = "--keys", defaultValue = "data/simulator", description = "Folder for the new keys (${DEFAULT-VALUE}).")
    private Path keys;
    @Option(names = "--retry-scale", defaultValue = "1",
        description = "Multiplies the gaps between notices; 1 is real time (${DEFAULT-VALUE}).")
    private double retryScale;
    @Mixin
    private BadDay badDay;

    @Override
    public Integer call() throws Exception {
      Merchant merchant = Merchant.generate(keys.toAbsolutePath());
      try (WechatPay wechat = WechatPay.start(merchant, port, retryScale)) {
        wechat.faults(badDay.faults());
        OUT.println("WeChat Pay runs at " + wechat.url() + ". The hub needs, besides paywatt.wechat.notify-url:");
        setting("app-id", merchant.appId());
        setting("merchant-id", merchant.id());
        setting("merchant-serial", merchant.serial());
        setting("merchant-key-file", keys.toAbsolutePath().resolve(Merchant.MERCHANT_KEY_FILE).toString());
        setting("api-v3-key", merchant.apiV3Key());
        setting("public-key-id", merchant.platformKeys().get(0).id());
        setting("public-key-file", keys.toAbsolutePath().resolve(Merchant.PLATFORM_PUBLIC_FILE).toString());
        setting("base-url", wechat.url());
        return stay();
      }
    }

    private static void setting(String key, String value) {
      OUT.println("  paywatt.wechat." + key + " = " + value);
    }
  }

  @Command(name = "sms", mixinStandardHelpOptions = true, description = {
      "An Alibaba Cloud SMS gateway that checks signatures and keeps what it was given.",
      "GET /_sent lists it; POST /_fail?code=isv.BUSINESS_LIMIT_CONTROL&times=3 makes the next calls fail."})
  static final class Sms implements Callable<Integer> {
    @Option(names = "--port", defaultValue = "9302", description = "Port on 127.0.0.1, 0 for any (${DEFAULT-VALUE}).")
    private int port;
    @Option(names = "--access-key-id", defaultValue = "testid", description = "${DEFAULT-VALUE}")
    private String keyId;
    @Option(names = "--access-key-secret", defaultValue = "testsecret", description = "${DEFAULT-VALUE}")
    private String secret;
    @Option(names = "--sign-name", defaultValue = "智慧电表", description = "${DEFAULT-VALUE}")
    private String signName;

    @Override
    public Integer call() throws Exception {
      try (SmsGateway gateway = SmsGateway.start(keyId, secret, signName, port)) {
        OUT.println("The SMS gateway runs at " + gateway.url() + ". The hub needs:");
        OUT.println("  paywatt.sms.channel = aliyun");
        OUT.println("  paywatt.aliyun.access-key-id = " + keyId);
        OUT.println("  paywatt.aliyun.access-key-secret = " + secret);
        OUT.println("  paywatt.aliyun.sign-name = " + signName);
        OUT.println("  paywatt.aliyun.base-url = " + gateway.url());
        return stay();
      }
    }
  }
}
