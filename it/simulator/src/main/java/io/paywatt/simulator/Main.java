package io.paywatt.simulator;

import java.util.concurrent.Callable;
import io.paywatt.simulator.demo.Demo;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./paywatt demo} and {@code ./paywatt simulate}. Exit status: 0 fine, 1 something went wrong, 2 used wrongly. */
@Command(name = "paywatt", mixinStandardHelpOptions = true, description = "Simulated meters and providers.",
    subcommands = {Main.DemoCommand.class, Main.Simulate.class}, synopsisSubcommandLabel = "COMMAND")
public final class Main implements Callable<Integer> {
  private Main() {}

  /** Ends the process, since the MQTT client keeps threads. */
  public static void main(String[] arguments) {
    Logs.toStandardError();
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() {
    CommandLine.usage(this, System.err);
    return CommandLine.ExitCode.USAGE;
  }

  @Command(name = "demo", mixinStandardHelpOptions = true, description = {
      "Tells the whole story on a real hub with simulated providers and 20 meters, then stays up.",
      "Environment: PAYWATT_DATA, PAYWATT_HTTP_PORT, PAYWATT_MANAGEMENT_PORT, PAYWATT_MQTT_PORT and every other key."})
  static final class DemoCommand implements Callable<Integer> {
    @Option(names = "--exit", description = "Stop after the story; status 0 only when every step held.")
    private boolean exit;

    @Override
    public Integer call() {
      return Demo.run(exit, Logs::toFile);
    }
  }

  @Command(name = "simulate", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
      description = "Runs one simulator until Ctrl-C.",
      subcommands = {SimulateMeters.class, SimulateProviders.Wechat.class, SimulateAlipay.class, SimulateStripe.class,
          SimulateMpesa.class, SimulateProviders.Sms.class, SimulateSts.class})
  static final class Simulate implements Callable<Integer> {
    @Override
    public Integer call() {
      CommandLine.usage(this, System.err);
      return CommandLine.ExitCode.USAGE;
    }
  }
}
