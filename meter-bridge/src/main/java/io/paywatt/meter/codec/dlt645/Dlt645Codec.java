package io.paywatt.meter.codec.dlt645;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.ledger.reading.MeterAddress;
import io.paywatt.meter.bus.BusCodec;
import io.paywatt.meter.bus.BusRequest;
import io.paywatt.meter.bus.Buses;
import io.paywatt.meter.bus.GatewayDoor;
import io.paywatt.meter.codec.Capability;
import io.paywatt.meter.codec.CommandLife;
import io.paywatt.meter.codec.Directory;
import io.paywatt.meter.codec.EncodedCommand;
import io.paywatt.meter.codec.Heard;
import io.paywatt.meter.codec.InFlight;
import io.paywatt.meter.topic.MeterMessage;
import io.paywatt.meter.topic.TopicPattern;

/**
 * DL/T 645-2007 through gateways. The hub keeps the balance, and the meter is measured and switched; with {@code topup} in its
 * file it has a wallet besides that takes credits.
 */
public final class Dlt645Codec implements BusCodec {
  private static final Duration ACT_WITHIN = Duration.ofMinutes(10);
  private static final int ADDRESS_DIGITS = 12;

  private final String make;
  private final GatewayDoor door;
  private final List<String> poll;
  private final Requests requests;
  private final TopUp topUp;
  private final Values values;
  private final Directory directory;
  private final Buses buses;
  private final InFlight inFlight = new InFlight();
  private final PasswordGuard guard = new PasswordGuard();
  private final Answers answers;

  /** @param topUp null for meters without a wallet */
  Dlt645Codec(String make, GatewayDoor door, List<String> poll, Requests requests, TopUp topUp, Values values,
      Directory directory, Buses buses) {
    this.make = make;
    this.door = door;
    this.poll = List.copyOf(poll);
    this.requests = requests;
    this.topUp = topUp;
    this.values = values;
    this.directory = directory;
    this.buses = buses;
    this.answers = new Answers(this, directory, buses, values, inFlight, guard);
  }

  @Override
  public String make() {
    return make;
  }

  @Override
  public Set<Capability> capabilities() {
    EnumSet<Capability> able = EnumSet.of(Capability.RELAY, Capability.READ, Capability.WRITE, Capability.POLLED);
    if (topUp != null) {
      able.add(Capability.CREDIT);
    }
    return able;
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
  public Heard decode(MeterMessage message) {
    Heard heard = new Heard();
    door.gateway(message.topic()).ifPresent(gateway ->
        answers.take(gateway, door.envelope().open(message.payload()), message.receivedAt(), heard));
    return heard;
  }

  @Override
  public EncodedCommand encode(OutgoingCommand command, Instant now) {
    CommandLife.secondsLeft(command, now);
    MeterAddress meter = directory.bySerial(command.serial())
        .orElseGet(() -> new MeterAddress(command.serial(), make, command.serial(), null));
    Capability kind = Capability.of(command.kind());
    if (kind == Capability.RELAY) {
      guard.check(meter.serial());
      return act(meter, requests.relay(address(meter), CommandLife.wanted(command), now.plus(ACT_WITHIN)), command);
    }
    if (kind == Capability.READ) {
      return buses.submit(read(meter, CommandLife.body(command).path("item").asText(DataItem.ENERGY), command));
    }
    if (kind == Capability.WRITE) {
      guard.check(meter.serial());
      Frame frame = requests.write(address(meter), written(command, now));
      return buses.submit(BusRequest.action(meter, door.message(meter, frame.awake()), frame.encode(), command));
    }
    if (kind == Capability.CREDIT && topUp != null) {
      String customer = CommandLife.body(command).path("customer")
          .asText(values.customer(meter.serial()).orElse(address(meter)));
      return act(meter, topUp.frame(address(meter), requests.operator(), customer, command), command);
    }
    throw CommandLife.impossible(command);
  }

  /** What a command writes. @throws Rejected when it may not, or not so */
  Writable written(OutgoingCommand command, Instant now) {
    return Writable.of(command, requests.zone(), now);
  }

  private EncodedCommand act(MeterAddress meter, Frame frame, OutgoingCommand command) {
    BusRequest request = BusRequest.action(meter, door.message(meter, frame.awake()), frame.encode(), command);
    inFlight.sent(command);
    return buses.submit(request);
  }

  @Override
  public List<MeterAddress> meters() {
    return directory.of(make).stream().filter(meter -> meter.gateway() != null && isAddress(meter.address())).toList();
  }

  @Override
  public List<BusRequest> poll(MeterAddress meter) {
    return poll.stream().map(di -> read(meter, di, null)).toList();
  }

  @Override
  public List<BusRequest> clock(MeterAddress anyOfTheGateway, Instant now) {
    Frame frame = requests.time(now);
    return List.of(BusRequest.broadcast(anyOfTheGateway, door.message(anyOfTheGateway, frame.awake()), frame.encode()));
  }

  BusRequest read(MeterAddress meter, String di, OutgoingCommand command) {
    return read(meter, Requests.read(address(meter), di), command);
  }

  BusRequest readMore(MeterAddress meter, String di, int seq, OutgoingCommand command) {
    return read(meter, Requests.readMore(address(meter), di, seq), command);
  }

  private BusRequest read(MeterAddress meter, Frame frame, OutgoingCommand command) {
    return BusRequest.read(meter, door.message(meter, frame.awake()), frame.encode(), command);
  }

  private static boolean isAddress(String address) {
    return address.matches("[0-9]{1,12}|(AA){6}|(?=.{12}$)(AA)+([0-9]{2})+");
  }

  /** @throws Rejected when the meter's address can't be one */
  private static String address(MeterAddress meter) {
    if (!isAddress(meter.address())) {
      throw new Rejected(422, "meter " + meter.serial() + " has the address '" + meter.address()
          + "', allowed are up to 12 digits, or 12 with AA for any two in front: import the column address");
    }
    return "0".repeat(ADDRESS_DIGITS - meter.address().length()) + meter.address();
  }
}
