package io.paywatt.meter.codec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import io.paywatt.ledger.reading.Quality;
import io.paywatt.ledger.reading.Reading;
import io.paywatt.ledger.reading.Relay;

/**
 * What a meter told so far; becomes a reading once the register is known. Numbers are in base units (Wh, W, V, A, Hz) and
 * exact until they come in here.
 */
public final class Measured {
  private static final int DECIMALS = 3;
  private static final int MAX_INTEGER_DIGITS = 6;
  // below every unit of measurement; expanding a longer tail could eat the memory
  private static final int MAX_SCALE = 60;
  private static final BigDecimal MOST_WH = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal MOST_W = BigDecimal.valueOf(Integer.MAX_VALUE);

  private final EnumSet<Quality> quality = EnumSet.noneOf(Quality.class);
  private Long seq;
  private Instant at;
  private Long energyWh;
  private Relay relay;
  private Long balanceMinor;
  private Integer powerW;
  private List<BigDecimal> voltageV = List.of();
  private List<BigDecimal> currentA = List.of();
  private List<Long> tariffWh = List.of();
  private BigDecimal powerFactor;
  private BigDecimal frequencyHz;

  public Measured seq(Long number) {
    seq = number;
    return this;
  }

  /** @param assumed what of the time the meter did not tell, or null */
  public Measured at(Instant time, Quality assumed) {
    at = time;
    if (assumed != null) {
      quality.add(assumed);
    }
    return this;
  }

  /** The forward register. A part of a Wh is cut off: it counts once it is whole. @throws Malformed out of range */
  public Measured energy(BigDecimal wh) {
    energyWh = whole("energy", wh, MOST_WH, RoundingMode.FLOOR);
    if (wh.stripTrailingZeros().scale() > 0) {
      quality.add(Quality.ROUNDED);
    }
    return this;
  }

  /** The register came as a floating point number. */
  public Measured rounded() {
    quality.add(Quality.ROUNDED);
    return this;
  }

  /** Registers of tariffs 1, 2, ... @throws Malformed out of range */
  public Measured tariffs(List<BigDecimal> wh) {
    tariffWh = wh.stream().map(each -> whole("tariff register", each, MOST_WH, RoundingMode.FLOOR)).toList();
    return this;
  }

  public Measured relay(Relay position) {
    relay = position;
    return this;
  }

  public Measured balance(Long minor) {
    balanceMinor = minor;
    return this;
  }

  /** @throws Malformed out of range */
  public Measured power(BigDecimal w) {
    powerW = (int) whole("power", w, MOST_W, RoundingMode.HALF_UP);
    return this;
  }

  /** By phase. @throws Malformed out of range */
  public Measured voltage(List<BigDecimal> v) {
    voltageV = v.stream().map(each -> thousandths("voltage", each)).toList();
    return this;
  }

  /** By phase. @throws Malformed out of range */
  public Measured current(List<BigDecimal> a) {
    currentA = a.stream().map(each -> thousandths("current", each)).toList();
    return this;
  }

  /** @throws Malformed out of range */
  public Measured powerFactor(BigDecimal factor) {
    powerFactor = thousandths("power factor", factor);
    return this;
  }

  /** @throws Malformed out of range */
  public Measured frequency(BigDecimal hz) {
    frequencyHz = thousandths("frequency", hz);
    return this;
  }

  /** When, or null. */
  public Instant time() {
    return at;
  }

  public Long energyWh() {
    return energyWh;
  }

  public Relay relay() {
    return relay;
  }

  public Long balanceMinor() {
    return balanceMinor;
  }

  /** Fills what is missing here from an earlier message. */
  public Measured over(Measured earlier) {
    relay = orEarlier(relay, earlier.relay);
    balanceMinor = orEarlier(balanceMinor, earlier.balanceMinor);
    powerW = orEarlier(powerW, earlier.powerW);
    voltageV = orEarlier(voltageV, earlier.voltageV);
    currentA = orEarlier(currentA, earlier.currentA);
    powerFactor = orEarlier(powerFactor, earlier.powerFactor);
    frequencyHz = orEarlier(frequencyHz, earlier.frequencyHz);
    return this;
  }

  private <T> T orEarlier(T told, T earlier) {
    boolean missing = told == null || List.of().equals(told);
    if (missing && earlier != null && !List.of().equals(earlier)) {
      quality.add(Quality.MERGED);
      return earlier;
    }
    return told;
  }

  /** @throws IllegalStateException when register or time is not known */
  public Reading reading(String serial) {
    if (energyWh == null || at == null) {
      throw new IllegalStateException("no register or no time of meter " + serial);
    }
    return new Reading(serial, seq, at, energyWh, relay, balanceMinor, powerW, voltageV, currentA, tariffWh, powerFactor,
        frequencyHz, Set.copyOf(quality));
  }

  /** What there is, by name, for people. */
  public List<Heard.Value> values(String serial) {
    List<Heard.Value> all = new ArrayList<>();
    value(all, serial, "energy", energyWh, "Wh");
    value(all, serial, "power", powerW, "W");
    value(all, serial, "voltage", voltageV.isEmpty() ? null : voltageV, "V");
    value(all, serial, "current", currentA.isEmpty() ? null : currentA, "A");
    value(all, serial, "power factor", powerFactor, "");
    value(all, serial, "frequency", frequencyHz, "Hz");
    value(all, serial, "relay", relay == null ? null : relay.word(), "");
    value(all, serial, "balance", balanceMinor, "minor units");
    return all;
  }

  private static void value(List<Heard.Value> all, String serial, String name, Object value, String unit) {
    if (value != null) {
      all.add(new Heard.Value(serial, name, value.toString(), unit));
    }
  }

  private static long whole(String name, BigDecimal value, BigDecimal most, RoundingMode mode) {
    if (Math.abs(value.scale()) > MAX_SCALE || value.abs().compareTo(most) > 0) {
      throw new Malformed(name + " is " + shown(value) + ", allowed is up to " + most);
    }
    return value.setScale(0, mode).longValueExact();
  }

  private static BigDecimal thousandths(String name, BigDecimal value) {
    if (value.precision() - value.scale() > MAX_INTEGER_DIGITS || Math.abs(value.scale()) > MAX_SCALE) {
      throw new Malformed(name + " is " + shown(value) + ", allowed is a number below 1000000");
    }
    return value.scale() > DECIMALS ? value.setScale(DECIMALS, RoundingMode.HALF_UP) : value;
  }

  private static String shown(BigDecimal value) {
    String text = value.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
