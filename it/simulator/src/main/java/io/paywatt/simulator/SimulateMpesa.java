package io.paywatt.simulator;

import java.util.concurrent.Callable;
import io.paywatt.simulator.mpesa.Mpesa;
import io.paywatt.simulator.mpesa.ShortCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code simulate mpesa}: a provider that stays, and the settings a hub needs for it. */
@Command(name = "mpesa", mixinStandardHelpOptions = true, description = {
    "An M-Pesa that pushes requests to pay and calls back once, unsigned.",
    "POST /_pay/{CheckoutRequestID or account reference} pays."})
final class SimulateMpesa implements Callable<Integer> {
  @Option(names = "--port", defaultValue = "9305", description = "Port on 127.0.0.1, 0 for any (${DEFAULT-VALUE}).")
  private int port;
  @Mixin
  private BadDay badDay;

  @Override
  public Integer call() throws Exception {
    ShortCode code = ShortCode.generate();
    try (Mpesa mpesa = Mpesa.start(code, port, badDay.faults())) {
      System.out.println("M-Pesa runs at " + mpesa.url() + ". The hub needs, besides paywatt.currency = KES and"
          + " paywatt.mpesa.callback-token and -url:");
      setting("consumer-key", code.consumerKey());
      setting("consumer-secret", code.consumerSecret());
      setting("short-code", code.code());
      setting("passkey", code.passkey());
      setting("initiator", code.initiator());
      setting("security-credential", code.securityCredential());
      setting("base-url", mpesa.url());
      return SimulateProviders.stay();
    }
  }

  private static void setting(String key, String value) {
    System.out.println("  paywatt.mpesa." + key + " = " + value);
  }
}
