package io.paywatt.meter.codec.dlt645;

import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.command.CommandReply;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.ledger.reading.MeterAddress;
import io.paywatt.meter.bus.BusRequest;
import io.paywatt.meter.bus.Buses;
import io.paywatt.meter.codec.Directory;
import io.paywatt.meter.codec.Heard;
import io.paywatt.meter.codec.InFlight;
import io.paywatt.meter.codec.Malformed;
import io.paywatt.meter.codec.Measured;

/** Takes what comes from gateways: frames, and what each of them answers. A late answer counts as well as one in time. */
final class Answers {
  private static final int MOST_GATEWAYS = 50_000;
  private static final JsonMapper JSON = new JsonMapper();
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final Dlt645Codec codec;
  private final Directory directory;
  private final Buses buses;
  private final Values values;
  private final InFlight inFlight;
  private final PasswordGuard guard;
  private final Blocks blocks = new Blocks();
  private final Map<String, FrameStream> streams = new LinkedHashMap<>() {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, FrameStream> eldest) {
      return size() > MOST_GATEWAYS;
    }
  };

  Answers(Dlt645Codec codec, Directory directory, Buses buses, Values values, InFlight inFlight,
      PasswordGuard guard) {
    this.codec = codec;
    this.directory = directory;
    this.buses = buses;
    this.values = values;
    this.inFlight = inFlight;
    this.guard = guard;
  }

  synchronized void take(String gateway, byte[] bytes, Instant at, Heard heard) {
    for (Frame frame : streams.computeIfAbsent(gateway, name -> new FrameStream()).feed(bytes, at)) {
      try {
        if (frame.isFromMeter()) {
          answer(gateway, frame, at, heard);
        } else {
          heard.value(frame.address(), "request", RequestWords.of(frame), "");
        }
      } catch (Malformed e) {
        heard.fault("frame of meter " + frame.address() + ": " + e.getMessage());
      }
    }
  }

  private void answer(String gateway, Frame frame, Instant at, Heard heard) {
    Optional<BusRequest> awaited = buses.outstanding(gateway).filter(request -> isAnswer(request, frame));
    MeterAddress meter = meter(gateway, frame.address(), awaited);
    awaited.ifPresent(request -> buses.answered(gateway));
    OutgoingCommand command = awaited.map(BusRequest::command).orElse(null);
    if (frame.function() == Frame.RELAY) {
      relay(meter, frame, at, heard);
    } else if (frame.function() == Frame.SECURED) {
      secured(meter, frame, at, heard);
    } else if (frame.isAbnormal()) {
      refused(meter, frame, awaited, heard);
    } else if (frame.function() == Frame.WRITE) {
      written(meter, awaited, heard);
    } else if (frame.function() == Frame.READ || frame.function() == Frame.READ_MORE) {
      value(meter, frame, command, at, heard);
    } else if (frame.function() == Frame.READ_ADDRESS) {
      heard.value(meter.serial(), "address", frame.address(), "");
    } else {
      heard.value(meter.serial(), "answer %02X".formatted(frame.control()), HEX.formatHex(frame.data()), "");
    }
  }

  private void value(MeterAddress meter, Frame frame, OutgoingCommand command, Instant at, Heard heard) {
    if (frame.di() == null) {
      throw new Malformed("answer has " + frame.data().length + " bytes, allowed are 4 or more");
    }
    if (frame.hasMore()) {
      blocks.more(meter.serial(), frame, at).filter(next -> meter.gateway() != null)
          .ifPresent(next -> buses.submitFirst(codec.readMore(meter, frame.di(), next, command)));
      return;
    }
    Optional<byte[]> whole = blocks.last(meter.serial(), frame, at);
    if (whole.isPresent()) {
      int before = heard.values().size();
      Measured known = values.take(meter.serial(), frame.di(), whole.get(), at, heard);
      if (command != null) {
        String wrong = command.kind().equals("write") ? difference(command, whole.get(), at) : null;
        heard.add(new CommandReply(meter.serial(), command.id(), wrong == null ? "done" : "failed", wrong, known.relay(), known.balanceMinor(),
            known.energyWh(), json(frame, heard.values().subList(before, heard.values().size()))));
      }
    }
  }

  /** Meters were seen to accept a write and to keep a part of it: what is there is read. */
  private void written(MeterAddress meter, Optional<BusRequest> awaited, Heard heard) {
    guard.accepted(meter.serial());
    heard.value(meter.serial(), "write", "accepted", "");
    awaited.ifPresent(request -> buses.submitFirst(codec.read(meter, asked(request).di(), request.command())));
  }

  /** Null when the meter has what was written. @param at a clock was set to a time not long before */
  private String difference(OutgoingCommand command, byte[] read, Instant at) {
    try {
      return codec.written(command, at).isIn(read) ? null
          : "the meter accepted it and has another value: " + Bcd.hexReversed(read, 0, read.length);
    } catch (Rejected e) {
      return e.getMessage();
    }
  }

  /** Accepted is not done: the state word tells where the relay stands, and the register comes right behind it. */
  private void relay(MeterAddress meter, Frame frame, Instant at, Heard heard) {
    String refusal = frame.isAbnormal() ? Refusal.words(frame) : null;
    if (refusal == null) {
      guard.accepted(meter.serial());
    } else if (Refusal.isPassword(frame)) {
      guard.refused(meter.serial());
    }
    heard.value(meter.serial(), "relay command", refusal == null ? Refusal.results(frame) : refusal, "");
    inFlight.waiting(meter.serial(), "relay", at).ifPresent(command -> {
      heard.add(reply(meter, command, refusal, frame));
      inFlight.answered(command);
      if (refusal == null && meter.gateway() != null) {
        buses.submitFirst(codec.read(meter, DataItem.ENERGY, null));
        buses.submitFirst(codec.read(meter, DataItem.RELAY_WORD, null));
      }
    });
  }

  /** A credit that was taken, now or before: the balance of the meter shows it. */
  private void secured(MeterAddress meter, Frame frame, Instant at, Heard heard) {
    boolean done = !frame.isAbnormal() || Refusal.isDoneBefore(frame);
    String words = frame.isAbnormal() ? Refusal.words(frame) : "accepted";
    heard.value(meter.serial(), frame.isAbnormal() ? "refused 03" : RequestWords.secured(frame.di()), words, "");
    inFlight.waiting(meter.serial(), "credit", at).ifPresent(command -> {
      inFlight.answered(command);
      if (!done) {
        heard.add(reply(meter, command, words, frame));
      } else if (meter.gateway() != null) {
        buses.submitFirst(codec.read(meter, DataItem.BALANCE, command));
      }
    });
  }

  private static CommandReply reply(MeterAddress meter, OutgoingCommand command, String refusal, Frame frame) {
    return new CommandReply(meter.serial(), command.id(), refusal == null ? "done" : "refused", refusal, null, null, null,
        json(frame));
  }

  private void refused(MeterAddress meter, Frame frame, Optional<BusRequest> awaited, Heard heard) {
    heard.value(meter.serial(), "refused %02X".formatted(frame.function()), Refusal.words(frame), "");
    if (frame.function() == Frame.WRITE && Refusal.isPassword(frame)) {
      guard.refused(meter.serial());
    }
    awaited.ifPresent(request -> {
      // older meters have no blocks
      if (DataItem.ENERGY_BLOCK.equals(asked(request).di())) {
        buses.submitFirst(codec.read(meter, DataItem.ENERGY, request.command()));
      } else if (request.command() != null) {
        // a meter that took a credit may have no balance to show
        String refusal = switch (request.command().kind()) {
          case "credit" -> null;
          case "write" -> frame.function() == Frame.READ ? "accepted, but it can't be read back: " + Refusal.words(frame)
              : Refusal.words(frame);
          default -> Refusal.words(frame);
        };
        heard.add(reply(meter, request.command(), refusal, frame));
      }
    });
  }

  /** @throws Malformed when the meter hangs on another gateway */
  private MeterAddress meter(String gateway, String address, Optional<BusRequest> awaited) {
    Optional<MeterAddress> known = find(gateway, address).or(() -> awaited.map(BusRequest::meter))
        .or(() -> find(gateway, Frame.ANYBODY)).or(() -> find(null, address));
    known.filter(meter -> meter.gateway() != null && !meter.gateway().equals(gateway)).ifPresent(meter -> {
      throw new Malformed("it answers on gateway " + gateway + ", imported is " + meter.gateway());
    });
    return known.orElseGet(() -> new MeterAddress(directory.stranger(codec.make(), address), codec.make(), address, null));
  }

  private Optional<MeterAddress> find(String gateway, String address) {
    return directory.find(codec.make(), gateway, address)
        .or(() -> directory.find(codec.make(), gateway, address.replaceFirst("^0+(?=.)", "")));
  }

  private static boolean isAnswer(BusRequest request, Frame answer) {
    Frame asked = asked(request);
    boolean same = Frame.covers(asked.address(), answer.address()) && asked.function() == answer.function();
    boolean says = !answer.isAbnormal() && asked.function() != Frame.RELAY && asked.function() != Frame.WRITE;
    return same && (!says || asked.di() == null || asked.di().equals(answer.di()));
  }

  private static Frame asked(BusRequest request) {
    return Frame.at(request.frame(), 0);
  }

  private static String json(Frame frame) {
    return json(frame, List.of());
  }

  private static String json(Frame frame, List<Heard.Value> told) {
    ObjectNode json = JSON.createObjectNode().put("frame", HEX.formatHex(frame.encode()));
    told.forEach(each -> json.withObject("values").put(each.name(), (each.value() + " " + each.unit()).strip()));
    return json.toString();
  }
}
