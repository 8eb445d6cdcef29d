package io.paywatt.simulator.meter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A transparent gateway: what it hears goes on its bus, what is said there goes up, byte for byte. */
final class DtuDevice implements Device {
  private final String door;
  private final String name;
  private final List<BusMeter> bus;

  /** @param door first part of its topics, with the slash */
  DtuDevice(String door, String name, List<BusMeter> bus) {
    this.door = door;
    this.name = name;
    this.bus = List.copyOf(bus);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> listens() {
    return List.of(door + name + "/down");
  }

  /** Meters on a bus speak when they are asked; the gateway tells that it lives. */
  @Override
  public List<Wire> report(Instant now) {
    return List.of(Wire.text(up(), "heart " + name));
  }

  @Override
  public List<Wire> hear(String topic, byte[] payload, Instant now) {
    List<Wire> answers = new ArrayList<>();
    for (BusMeter meter : bus) {
      byte[] answer = meter.answer(payload, now);
      if (answer != null) {
        answers.add(new Wire(up(), answer, false));
      }
    }
    return answers;
  }

  @Override
  public Wire presence(boolean online) {
    return null;
  }

  @Override
  public int acted() {
    return bus.stream().mapToInt(BusMeter::acted).sum();
  }

  private String up() {
    return door + name + "/up";
  }
}
