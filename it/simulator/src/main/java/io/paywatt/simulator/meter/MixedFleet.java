package io.paywatt.simulator.meter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A fleet of several makes, some with wrong clocks and some with a register about to start again from zero. */
public final class MixedFleet {
  private static final long FIRST_SERIAL = 142_000_000_000L;
  private static final long SERIALS_A_SEED = 10_000_000;
  private static final int METERS_A_BUS = 32;
  private static final long ROLLS_OVER_SOON_WH = 999_999_950;
  private static final int WORST_CLOCK_MINUTES = 120;

  /**
   * What makes a fleet.
   *
   * @param rollovers   share of meters whose register starts again soon, 0 to 1
   * @param wrongClocks share of meters whose clock is up to two hours off, 0 to 1
   */
  public record Mix(int count, Makes makes, double rollovers, double wrongClocks, long seed) {}

  /** One meter. @param address its name in its own language, or empty: its serial @param gateway or empty */
  private record Member(String make, MeterBody body, MeterClock clock, String address, String gateway) {}

  private final List<Member> members = new ArrayList<>();
  private final long seed;

  public MixedFleet(Mix mix) {
    this.seed = mix.seed();
    Random random = new Random(seed);
    List<String> makes = mix.makes().deal(mix.count());
    int onBus = 0;
    for (int i = 0; i < makes.size(); i++) {
      String make = makes.get(i);
      onBus = i > 0 && makes.get(i - 1).equals(make) ? onBus + 1 : 0;
      boolean rollsOver = random.nextDouble() < mix.rollovers();
      MeterClock clock = clock(random, mix.wrongClocks());
      String serial = Long.toString(FIRST_SERIAL + seed * SERIALS_A_SEED + i);
      MeterBody body = new MeterBody(serial, PowerProfile.household(seed * 1_000_003 + i),
          rollsOver ? ROLLS_OVER_SOON_WH : 0, clock.now());
      members.add(new Member(make, body, clock, address(make, serial, onBus), gateway(make, onBus)));
    }
  }

  /** The devices, in the order of their serials. */
  public List<MeterBody> bodies() {
    return members.stream().map(Member::body).toList();
  }

  /** Puts everything on the network of a fleet. */
  public void join(Fleet fleet) {
    List<BusMeter> bus = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      switch (member.make()) {
        case "native" -> fleet.add(member.body(), member.clock());
        case "tasmota" -> fleet.add(new TasmotaDevice(member.body()), member.clock());
        case "shelly" -> fleet.add(new ShellyDevice(member.body()), member.clock());
        case "zigbee2mqtt" -> fleet.add(new ZigbeeDevice(member.body()), member.clock());
        default -> {
          bus.add(member.make().equals("dlt645") ? new Dlt645Meter(member.body())
              : new ModbusMeter(member.body(), Integer.parseInt(member.address())));
          if (i + 1 == members.size() || !members.get(i + 1).gateway().equals(member.gateway())) {
            fleet.add(new DtuDevice(member.make().equals("dlt645") ? "dtu/" : "modbus/", member.gateway(), bus), member.clock());
            bus = new ArrayList<>();
          }
        }
      }
    }
  }

  /** The import file of the fleet; the columns of other makes only when there are some. */
  public String csv() {
    boolean mixed = members.stream().anyMatch(member -> !member.make().equals("native"));
    StringBuilder text = new StringBuilder("site,room,account,holder,phone,locale,meter,make,tariff,opening_balance,"
        + "register_wh,multiplier").append(mixed ? ",address,gateway" : "").append('\n');
    int number = 0;
    for (Member member : members) {
      number++;
      String serial = member.body().serial();
      text.append(String.format("Simulated %d,%d,S-%s,Resident %d,,zh-CN,%s,%s,flat,100.00,%d,1", seed, number, serial,
          number, serial, member.make(), member.body().energyWh()));
      text.append(mixed ? "," + member.address() + "," + member.gateway() : "").append('\n');
    }
    return text.toString();
  }

  private static MeterClock clock(Random random, double wrong) {
    boolean isWrong = random.nextDouble() < wrong;
    long minutes = random.nextLong(2L * WORST_CLOCK_MINUTES + 1) - WORST_CLOCK_MINUTES;
    Duration off = isWrong ? Duration.ofMinutes(minutes) : Duration.ZERO;
    return () -> Instant.now().plus(off);
  }

  private static String address(String make, String serial, int onBus) {
    return switch (make) {
      case "native" -> "";
      case "sdm630" -> Integer.toString(onBus % METERS_A_BUS + 1);
      case "tasmota" -> "tasmota_" + serial;
      case "shelly" -> "shellyplus1pm-" + serial;
      case "zigbee2mqtt" -> "breaker-" + serial;
      default -> serial;
    };
  }

  private String gateway(String make, int onBus) {
    return make.equals("dlt645") || make.equals("sdm630") ? "dtu-" + seed + "-" + make + "-" + onBus / METERS_A_BUS : "";
  }
}
