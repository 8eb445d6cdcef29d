package io.paywatt.simulator;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import io.paywatt.simulator.alipay.Alipay;
import io.paywatt.simulator.alipay.Seller;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code simulate alipay}. */
@Command(name = "alipay", mixinStandardHelpOptions = true, description = {
    "An Alipay gateway that opens trades, signs answers and notices, refunds and gives out bills.",
    "POST /_pay/{order} pays an order."})
final class SimulateAlipay implements Callable<Integer> {
  private static final PrintStream OUT = System.out;

  @Option(names = "--port", defaultValue = "9303", description = "Port on 127.0.0.1, 0 for any (${DEFAULT-VALUE}).")
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
    Seller seller = Seller.generate(keys.toAbsolutePath());
    try (Alipay alipay = Alipay.start(seller, port, retryScale)) {
      alipay.faults(badDay.faults());
      OUT.println("Alipay runs at " + alipay.url() + ". The hub needs, besides paywatt.alipay.notify-url:");
      setting("app-id", seller.appId());
      setting("seller-id", seller.id());
      setting("app-key-file", keys.toAbsolutePath().resolve(Seller.APP_KEY_FILE).toString());
      setting("public-key-file", keys.toAbsolutePath().resolve(Seller.PUBLIC_KEY_FILE).toString());
      setting("base-url", alipay.url());
      return SimulateProviders.stay();
    }
  }

  private static void setting(String key, String value) {
    OUT.println("  paywatt.alipay." + key + " = " + value);
  }
}
