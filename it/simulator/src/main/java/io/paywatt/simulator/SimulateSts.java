package io.paywatt.simulator;

import java.util.concurrent.Callable;
import io.paywatt.simulator.sts.VendingGateway;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code simulate sts}: a vending gateway that stays, and the settings a hub needs for it. */
@Command(name = "sts", mixinStandardHelpOptions = true, description = {
    "A vending gateway that gives STS tokens made with published test keys: for tests alone, no real meter takes them.",
    "Meters are of make sts with serials of 11 digits."})
final class SimulateSts implements Callable<Integer> {
  @Option(names = "--port", defaultValue = "9306", description = "Port on 127.0.0.1, 0 for any (${DEFAULT-VALUE}).")
  private int port;
  @Mixin
  private BadDay badDay;

  @Override
  public Integer call() throws Exception {
    try (VendingGateway gateway = VendingGateway.start(port)) {
      gateway.faults(badDay.faults());
      System.out.println("The vending gateway runs at " + gateway.url() + ". The hub needs:");
      System.out.println("  paywatt.sts.base-url = " + gateway.url());
      System.out.println("  paywatt.sts.token = " + gateway.secret());
      return SimulateProviders.stay();
    }
  }
}
