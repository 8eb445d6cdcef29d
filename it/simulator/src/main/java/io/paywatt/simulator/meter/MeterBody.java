package io.paywatt.simulator.meter;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;

/**
 * The device without its network: a register that only rises, a relay, a balance and price of its own for the display.
 * Nothing is drawn while the relay is open. Safe for several threads.
 */
public final class MeterBody {
  private static final long WATT_MILLIS_IN_WH = 3_600_000;
  /** The register has six digits before the point and starts again from zero, as those of most makes do. */
  private static final long RANGE_WH = 1_000_000_000;
  private static final Duration SLICE = Duration.ofMinutes(15);

  private final String serial;
  private final PowerProfile profile;
  private Instant upTo;
  private long energyWh;
  private long wattMillis;
  private long seq;
  private boolean closed = true;
  private Long balance;
  private long priceMinorPerKwh = 60;
  private long spentMilliMinor;
  private String text;

  /**
   * @param energyWh register at the start
   * @param start    time the register is right for
   */
  public MeterBody(String serial, PowerProfile profile, long energyWh, Instant start) {
    this.serial = serial;
    this.profile = profile;
    this.energyWh = energyWh;
    this.upTo = start;
  }

  public String serial() {
    return serial;
  }

  /** Lets time pass; an earlier time than the last one changes nothing. */
  public synchronized void advance(Instant to) {
    while (upTo.isBefore(to)) {
      Instant end = upTo.plus(SLICE).isBefore(to) ? upTo.plus(SLICE) : to;
      long millis = Duration.between(upTo, end).toMillis();
      if (closed) {
        consume(profile.wattsAt(upTo.plusMillis(millis / 2)) * millis);
      }
      upTo = end;
    }
  }

  private void consume(long drawn) {
    wattMillis += drawn;
    long wh = wattMillis / WATT_MILLIS_IN_WH;
    wattMillis %= WATT_MILLIS_IN_WH;
    energyWh += wh;
    if (balance != null) {
      spentMilliMinor += wh * priceMinorPerKwh;
      balance -= spentMilliMinor / 1000;
      spentMilliMinor %= 1000;
    }
  }

  /**
   * What a display shows at one time.
   *
   * @param energyWh register, Wh
   */
  public record Now(long energyWh, int watts, BigDecimal volts, BigDecimal amperes) {
    /** The register in kWh, cut to so many places. */
    public BigDecimal kilowattHours(int places) {
      return BigDecimal.valueOf(energyWh, 3).setScale(places, RoundingMode.DOWN);
    }
  }

  /** How it stands at that time. */
  public synchronized Now at(Instant now) {
    advance(now);
    int watts = closed ? profile.wattsAt(upTo) : 0;
    BigDecimal volts = BigDecimal.valueOf(2290 + upTo.getEpochSecond() % 25, 1);
    return new Now(energyWh(), watts, volts, BigDecimal.valueOf(watts * 1000L / volts.intValue(), 3));
  }

  /** The reading of that time, as it goes over the wire; counts one message. */
  public synchronized ObjectNode reading(Instant now) {
    Now shown = at(now);
    ObjectNode reading = Json.object().put("seq", ++seq).put("at", text(upTo)).put("energyWh", shown.energyWh())
        .put("relay", relay());
    if (balance != null) {
      reading.put("balance", balance);
    }
    reading.put("powerW", shown.watts()).putArray("voltageV").add(shown.volts());
    reading.putArray("currentA").add(shown.amperes());
    return reading;
  }

  /** An event of that time; counts one message. @param detail may be null */
  public synchronized ObjectNode event(Instant now, String kind, ObjectNode detail) {
    advance(now);
    ObjectNode event = Json.object().put("seq", ++seq).put("at", text(upTo)).put("kind", kind);
    return detail == null ? event : event.set("detail", detail);
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  synchronized void switchRelay(boolean close, Instant now) {
    advance(now);
    closed = close;
  }

  synchronized void credit(long amount, Long newBalance) {
    balance = newBalance != null ? newBalance : (balance == null ? 0 : balance) + amount;
  }

  synchronized void price(long minorPerKwh) {
    priceMinorPerKwh = minorPerKwh;
  }

  synchronized void show(String shown) {
    text = shown;
  }

  /** closed or open. */
  public synchronized String relay() {
    return closed ? "closed" : "open";
  }

  public synchronized boolean hasPower() {
    return closed;
  }

  /** Register in Wh, as it is shown: it starts again from zero. */
  public synchronized long energyWh() {
    return energyWh % RANGE_WH;
  }

  /** Balance as the meter knows it, minor units; null before it was told one. */
  public synchronized Long balance() {
    return balance;
  }

  /** What the display shows: a text it was given, else balance and relay. */
  public synchronized String display() {
    if (text != null) {
      return text;
    }
    String money = balance == null ? "----" : BigDecimal.valueOf(balance, 2).toPlainString();
    return closed ? money : money + " OFF";
  }

  /** What survives a power failure. */
  synchronized ObjectNode memory() {
    ObjectNode memory = Json.object().put("energyWh", energyWh).put("seq", seq).put("closed", closed)
        .put("price", priceMinorPerKwh);
    return balance == null ? memory : memory.put("balance", balance);
  }

  /** Takes up where {@link #memory()} left off. */
  synchronized void remember(JsonNode memory) {
    energyWh = Math.max(energyWh, memory.path("energyWh").asLong());
    seq = memory.path("seq").asLong();
    closed = memory.path("closed").asBoolean(true);
    priceMinorPerKwh = memory.path("price").asLong(priceMinorPerKwh);
    balance = memory.has("balance") ? (Long) memory.path("balance").asLong() : null;
  }
}
