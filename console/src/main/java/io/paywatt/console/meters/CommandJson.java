package io.paywatt.console.meters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.console.http.Json;
import io.paywatt.ledger.command.CommandView;

/** A command as the API shows it: its body and the meter's reply are JSON, not JSON in a text. */
final class CommandJson {
  private CommandJson() {}

  static ObjectNode of(CommandView command) {
    ObjectNode shown = (ObjectNode) Json.tree(command);
    shown.set("body", Json.parse(command.body()));
    shown.set("reply", Json.parse(command.reply()));
    return shown;
  }
}
