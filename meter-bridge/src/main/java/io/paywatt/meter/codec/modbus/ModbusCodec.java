package io.paywatt.meter.codec.modbus;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.command.CommandReply;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.ledger.reading.MeterAddress;
import io.paywatt.ledger.reading.Quality;
import io.paywatt.ledger.reading.Relay;
import io.paywatt.meter.bus.BusCodec;
import io.paywatt.meter.bus.BusRequest;
import io.paywatt.meter.bus.Buses;
import io.paywatt.meter.bus.GatewayDoor;
import io.paywatt.meter.codec.Capability;
import io.paywatt.meter.codec.CommandLife;
import io.paywatt.meter.codec.Directory;
import io.paywatt.meter.codec.EncodedCommand;
import io.paywatt.meter.codec.Heard;
import io.paywatt.meter.codec.LastHeard;
import io.paywatt.meter.codec.Malformed;
import io.paywatt.meter.codec.Measured;
import io.paywatt.meter.topic.MeterMessage;
import io.paywatt.meter.topic.TopicPattern;

/** One model of Modbus meters behind gateways. */
public final class ModbusCodec implements BusCodec {
  private static final Duration TOGETHER = Duration.ofMinutes(2);
  private static final int MOST_GATEWAYS = 50_000;

  private final String make;
  private final GatewayDoor door;
  private final RegisterMap map;
  private final Directory directory;
  private final Buses buses;
  private final LastHeard lastHeard = new LastHeard(TOGETHER);
  private final Map<String, ModbusStream> streams = new LinkedHashMap<>() {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, ModbusStream> eldest) {
      return size() > MOST_GATEWAYS;
    }
  };

  ModbusCodec(String make, GatewayDoor door, RegisterMap map, Directory directory, Buses buses) {
    this.make = make;
    this.door = door;
    this.map = map;
    this.directory = directory;
    this.buses = buses;
  }

  @Override
  public String make() {
    return make;
  }

  @Override
  public Set<Capability> capabilities() {
    return map.coil() < 0 ? EnumSet.of(Capability.READ, Capability.POLLED)
        : EnumSet.of(Capability.RELAY, Capability.READ, Capability.POLLED);
  }

  @Override
  public List<TopicPattern> topics() {
    return List.of(door.up());
  }

  @Override
  public List<TopicPattern> commandTopics() {
    return List.of(door.down());
  }

  @Override
  public synchronized Heard decode(MeterMessage message) {
    Heard heard = new Heard();
    String gateway = door.gateway(message.topic()).orElse(null);
    Optional<BusRequest> awaited = gateway == null ? Optional.empty() : buses.outstanding(gateway);
    // another make's turn on the bus: what comes now is not for us
    if (gateway == null || awaited.filter(request -> !request.meter().make().equals(make)).isPresent()) {
      return heard;
    }
    ModbusRequest asked = awaited.map(request -> ModbusRequest.at(request.frame(), 0)).orElse(null);
    byte[] bytes = door.envelope().open(message.payload());
    List<ModbusStream.Answer> answers = streams.computeIfAbsent(gateway, name -> new ModbusStream())
        .feed(bytes, asked, message.receivedAt());
    answers.forEach(it -> answered(gateway, awaited, it, message.receivedAt(), heard));
    if (answers.isEmpty()) {
      ModbusWords.request(bytes).ifPresent(words -> heard.value(gateway + "-" + (bytes[0] & 0xFF), "request", words, ""));
    }
    return heard;
  }

  private void answered(String gateway, Optional<BusRequest> awaited, ModbusStream.Answer answer, Instant at, Heard heard) {
    awaited.ifPresent(request -> buses.answered(gateway));
    String slave = String.valueOf(answer.request().slave());
    String serial = awaited.map(request -> request.meter().serial())
        .orElseGet(() -> directory.find(make, gateway, slave).map(MeterAddress::serial)
            .orElseGet(() -> directory.stranger(make, gateway + "-" + slave)));
    OutgoingCommand command = awaited.map(BusRequest::command).orElse(null);
    if (answer.exception() != 0) {
      String reason = ModbusWords.exception(answer.exception());
      heard.value(serial, "refused", reason, "");
      reply(heard, command, "refused", reason, new Measured());
      return;
    }
    try {
      Measured told = map.read(answer.request(), answer.registers());
      told.values(serial).forEach(it -> heard.value(it.serial(), it.name(), it.value(), it.unit()));
      lastHeard.merge(serial, told, at);
      if (told.energyWh() != null) {
        heard.add(told.at(at, Quality.RECEIVED_TIME).reading(serial));
      }
      reply(heard, command, "done", null, told);
    } catch (Malformed e) {
      heard.fault("answer of meter " + serial + ": " + e.getMessage());
    }
  }

  private static void reply(Heard heard, OutgoingCommand command, String result, String reason, Measured told) {
    if (command != null) {
      heard.add(new CommandReply(command.serial(), command.id(), result, reason, told.relay(), null, told.energyWh(),
          "{\"result\":\"" + result + "\"}"));
    }
  }

  @Override
  public EncodedCommand encode(OutgoingCommand command, Instant now) {
    CommandLife.secondsLeft(command, now);
    MeterAddress meter = directory.bySerial(command.serial())
        .orElseGet(() -> new MeterAddress(command.serial(), make, command.serial(), null));
    Capability kind = Capability.of(command.kind());
    if (!capabilities().contains(kind)) {
      throw CommandLife.impossible(command);
    }
    if (kind == Capability.READ) {
      return buses.submit(read(meter, map.blocks().get(map.blocks().size() - 1), command));
    }
    boolean on = CommandLife.wanted(command) == Relay.CLOSED == map.closedIsOn();
    byte[] frame = new ModbusRequest(slave(meter), ModbusRequest.COIL, map.coil(), on ? ModbusRequest.ON
        : ModbusRequest.OFF).encode();
    return buses.submit(BusRequest.action(meter, door.message(meter, frame), frame, command));
  }

  @Override
  public List<MeterAddress> meters() {
    return directory.of(make).stream().filter(meter -> meter.gateway() != null && isSlave(meter.address())).toList();
  }

  @Override
  public List<BusRequest> poll(MeterAddress meter) {
    return map.blocks().stream().map(block -> read(meter, block, null)).toList();
  }

  @Override
  public List<BusRequest> clock(MeterAddress anyOfTheGateway, Instant now) {
    return List.of();
  }

  private BusRequest read(MeterAddress meter, RegisterMap.Block block, OutgoingCommand command) {
    byte[] frame = block.request(slave(meter)).encode();
    return BusRequest.read(meter, door.message(meter, frame), frame, command);
  }

  private static boolean isSlave(String address) {
    return address.matches("[1-9][0-9]{0,2}") && Integer.parseInt(address) <= 247;
  }

  private static int slave(MeterAddress meter) {
    if (!isSlave(meter.address())) {
      throw new Rejected(422, "meter " + meter.serial() + " has the address '" + meter.address()
          + "', allowed are slave numbers from 1 to 247: import the column address");
    }
    return Integer.parseInt(meter.address());
  }
}
