package io.paywatt.simulator.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class MeterBodyTest {
  private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

  private final MeterBody body = new MeterBody("142", PowerProfile.constant(3000), 1000, START);
  private final CommandUnit commands = new CommandUnit(body);

  @Test
  void three_kilowatts_for_an_hour_are_three_kilowatt_hours_however_often_it_reports() {
    for (int second = 0; second < 3600; second += 7) {
      body.reading(START.plusSeconds(second));
    }

    assertThat(body.reading(START.plusSeconds(3600)).path("energyWh").asLong()).isEqualTo(4000);
  }

  @Test
  void nothing_is_drawn_while_the_relay_is_open() {
    command("{'id':'1','kind':'relay','relay':'open','seq':1}", START.plusSeconds(600));
    body.advance(START.plusSeconds(7200));
    ObjectNode reply = command("{'id':'2','kind':'relay','relay':'closed','seq':2}", START.plusSeconds(7200));

    assertThat(reply.path("energyWh").asLong()).isEqualTo(1500);
    assertThat(reply.path("relay").asText()).isEqualTo("closed");
    assertThat(body.reading(START.plusSeconds(7800)).path("energyWh").asLong()).isEqualTo(2000);
  }

  @Test
  void a_command_id_is_acted_on_once_and_answered_alike_each_time() {
    ObjectNode first = command("{'id':'a','kind':'credit','amount':500,'currency':'CNY'}", START);
    ObjectNode again = command("{'id':'a','kind':'credit','amount':500,'currency':'CNY'}", START.plusSeconds(60));

    assertThat(again).isEqualTo(first);
    assertThat(body.balance()).isEqualTo(500);
    assertThat(commands.acted()).isEqualTo(1);
  }

  @Test
  void what_it_does_not_understand_is_refused_with_the_reason() {
    assertThat(command("{'id':'1','kind':'dance'}", START).path("reason").asText()).isEqualTo("unknown kind");
    assertThat(command("{'id':'2','kind':'relay','relay':'ajar'}", START).path("result").asText()).isEqualTo("refused");
    assertThat(command("{'id':'3','kind':'credit','amount':0}", START).path("result").asText()).isEqualTo("refused");
    assertThat(commands.acted()).isZero();
  }

  @Test
  void its_own_balance_goes_down_by_its_own_price_and_is_displayed() {
    command("{'id':'1','kind':'balance','balance':1000,'currency':'CNY'}", START);
    command("{'id':'2','kind':'price','price':100}", START);
    body.advance(START.plusSeconds(3600));

    assertThat(body.balance()).isEqualTo(700);
    assertThat(body.display()).isEqualTo("7.00");
  }

  @Test
  void a_new_run_takes_up_the_register_where_the_last_one_left_it() {
    body.advance(START.plusSeconds(3600));
    MeterBody next = new MeterBody("142", PowerProfile.constant(3000), 0, START.plusSeconds(7200));
    next.remember(body.memory());

    assertThat(next.energyWh()).isEqualTo(4000);
  }

  @Test
  void the_hurried_clock_waits_in_the_past_and_is_never_ahead_of_real_time() {
    AtomicReference<Instant> real = new AtomicReference<>(START);
    InstantSource source = real::get;
    HurriedClock clock = new HurriedClock(Duration.ofHours(3), 361, source);
    Instant past = START.minus(Duration.ofHours(3));

    real.set(START.plusSeconds(5));
    assertThat(clock.now()).isEqualTo(past);
    clock.run();
    real.set(START.plusSeconds(15));
    assertThat(clock.now()).isEqualTo(past.plusSeconds(3610));
    real.set(START.plusSeconds(36));
    assertThat(clock.now()).isEqualTo(START.plusSeconds(36));
  }

  @Test
  void a_household_draws_the_same_at_the_same_time_and_a_few_kilowatt_hours_a_day() {
    MeterBody flat = new MeterBody("1", PowerProfile.household(7), 0, START);
    flat.advance(START.plus(Duration.ofDays(10)));
    MeterBody same = new MeterBody("1", PowerProfile.household(7), 0, START);
    same.advance(START.plus(Duration.ofDays(10)));

    assertThat(flat.energyWh()).isEqualTo(same.energyWh()).isBetween(30_000L, 200_000L);
  }

  private ObjectNode command(String json, Instant now) {
    return commands.execute(json.replace('\'', '"').getBytes(), now);
  }
}
