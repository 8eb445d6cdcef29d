package io.paywatt.meter.codec;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.paywatt.ledger.command.CommandReply;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.ledger.reading.MeterAddress;
import io.paywatt.ledger.reading.Relay;

/**
 * The devices of a make that speaks under topics of their own: which meter each is, what it told last, and which command it
 * was sent. Such makes answer a command by telling how they stand.
 */
public final class Devices {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST_REPLY_CHARS = 16_000;

  private final String make;
  private final Directory directory;
  private final LastHeard lastHeard;
  private final InFlight inFlight = new InFlight();

  /** @param together how long values of different messages belong together */
  public Devices(String make, Directory directory, Duration together) {
    this.make = make;
    this.directory = directory;
    this.lastHeard = new LastHeard(together);
  }

  public String make() {
    return make;
  }

  /** The meter's serial, or who it is when nobody imported it. */
  public String serial(String device) {
    return directory.find(make, null, device).map(MeterAddress::serial).orElseGet(() -> directory.stranger(make, device));
  }

  /** The device a command is for. */
  public String device(OutgoingCommand command) {
    return directory.bySerial(command.serial()).map(MeterAddress::address).orElse(command.serial());
  }

  /** Ready to be published; its answer is waited for. @throws io.paywatt.ledger.Rejected when it has expired */
  public EncodedCommand encoded(OutgoingCommand command, String topic, String payload, Instant now) {
    EncodedCommand encoded = new EncodedCommand(topic, payload.getBytes(StandardCharsets.UTF_8), null, null,
        CommandLife.secondsLeft(command, now), payload.startsWith("{") ? "application/json" : "text/plain", true);
    inFlight.sent(command);
    return encoded;
  }

  /**
   * A device told how it stands: a reading when the register is among it, and the answer to a command it was sent.
   *
   * @param raw as received
   */
  public void told(String serial, Measured told, Instant at, String raw, Heard heard) {
    told.values(serial).forEach(it -> heard.value(it.serial(), it.name(), it.value(), it.unit()));
    Relay relay = told.relay();
    lastHeard.merge(serial, told, at);
    if (told.energyWh() != null) {
      heard.add(told.reading(serial));
      inFlight.waiting(serial, "read", at).ifPresent(command -> answer(command, told, raw, heard));
    }
    if (relay != null) {
      inFlight.waiting(serial, "relay", at).filter(command -> CommandLife.wanted(command) == relay)
          .ifPresent(command -> answer(command, told, raw, heard));
    }
  }

  /**
   * The answer to a command.
   *
   * @param commandId as the answer names it, or null: the command that was sent last
   * @param reason    why not, or null for done
   */
  public void answered(String serial, String commandId, String reason, Measured told, Instant at, String raw, Heard heard) {
    Optional<OutgoingCommand> waiting = inFlight.waiting(serial, at);
    String id = commandId != null ? commandId : waiting.map(OutgoingCommand::id).orElse(null);
    if (id != null) {
      heard.add(new CommandReply(serial, id, reason == null ? "done" : "refused", reason, told.relay(),
          told.balanceMinor(), told.energyWh(), json(raw)));
      waiting.filter(command -> command.id().equals(id)).ifPresent(inFlight::answered);
    }
  }

  private void answer(OutgoingCommand command, Measured told, String raw, Heard heard) {
    heard.add(new CommandReply(command.serial(), command.id(), "done", null, told.relay(), told.balanceMinor(),
        told.energyWh(), json(raw)));
    inFlight.answered(command);
  }

  /** As JSON, also what is none. */
  private static String json(String raw) {
    String shown = raw.length() <= MOST_REPLY_CHARS ? raw : raw.substring(0, MOST_REPLY_CHARS);
    return shown.startsWith("{") && shown.length() == raw.length() ? shown
        : JSON.valueToTree(Map.of("message", shown)).toString();
  }
}
