package io.paywatt.hub.cli;

import java.util.Objects;
import io.paywatt.ledger.command.CommandView;

/** Commands to meters as text. */
final class CommandText {
  private CommandText() {}

  /** One line of a list. */
  static String line(CommandView command) {
    return String.format("%s  %-8s %-9s %s  tries %d%s%s", command.id(), command.kind(), command.state(),
        command.createdAt(), command.attempts(), command.credit() == null ? "" : "  " + command.credit().stage(),
        command.reason() == null ? "" : "  " + command.reason());
  }

  /** One, step by step. */
  static String of(CommandView command) {
    StringBuilder text = new StringBuilder(line(command)).append(System.lineSeparator());
    text.append("  ").append(command.body()).append(System.lineSeparator());
    command.steps().forEach(step -> text.append(String.format("  %-9s %-8s %-24s %s%n", step.step(), step.state(),
        Objects.toString(step.at(), "-"), Objects.toString(step.reason(), ""))));
    if (command.reply() != null) {
      text.append("  answer ").append(command.reply());
    }
    return text.toString().stripTrailing();
  }
}
