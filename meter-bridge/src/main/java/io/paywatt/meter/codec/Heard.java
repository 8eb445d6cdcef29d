package io.paywatt.meter.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import io.paywatt.ledger.command.CommandReply;
import io.paywatt.ledger.reading.MeterEvent;
import io.paywatt.ledger.reading.MeterPresence;
import io.paywatt.ledger.reading.Reading;

/** What messages of meters said. A codec fills it; nothing in it changes afterwards. */
public final class Heard {
  /**
   * A single value, for people: not every value is part of a reading.
   *
   * @param unit empty when it has none
   */
  public record Value(String serial, String name, String value, String unit) {}

  private final List<Reading> readings = new ArrayList<>();
  private final List<MeterEvent> events = new ArrayList<>();
  private final List<CommandReply> replies = new ArrayList<>();
  private final List<MeterPresence> presences = new ArrayList<>();
  private final List<Value> values = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  public List<Reading> readings() {
    return readings;
  }

  public List<MeterEvent> events() {
    return events;
  }

  public List<CommandReply> replies() {
    return replies;
  }

  public List<MeterPresence> presences() {
    return presences;
  }

  /** Everything that was told by name and unit. */
  public List<Value> values() {
    return values;
  }

  /** Parts that could not be understood: field, value and what is allowed. The rest of the message counts. */
  public List<String> faults() {
    return faults;
  }

  /** Why something was passed over that is no fault, for who tries a file. */
  public List<String> notes() {
    return notes;
  }

  public Heard add(Reading reading) {
    readings.add(reading);
    return this;
  }

  public Heard add(MeterEvent event) {
    events.add(event);
    return this;
  }

  public Heard add(CommandReply reply) {
    replies.add(reply);
    return this;
  }

  public Heard add(MeterPresence presence) {
    presences.add(presence);
    return this;
  }

  public Heard value(String serial, String name, Object value, String unit) {
    values.add(new Value(serial, name, String.valueOf(value), unit));
    return this;
  }

  public Heard fault(String reason) {
    faults.add(reason);
    return this;
  }

  public Heard note(String why) {
    notes.add(why);
    return this;
  }

  /** Puts another reading in the place of each. */
  Heard eachReading(UnaryOperator<Reading> change) {
    readings.replaceAll(change);
    return this;
  }

  /** Takes over what another one has. */
  Heard addAll(Heard other) {
    readings.addAll(other.readings);
    events.addAll(other.events);
    replies.addAll(other.replies);
    presences.addAll(other.presences);
    values.addAll(other.values);
    faults.addAll(other.faults);
    notes.addAll(other.notes);
    return this;
  }
}
