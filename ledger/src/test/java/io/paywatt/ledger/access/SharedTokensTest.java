package io.paywatt.ledger.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.access.AccessTokens.Fetched;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedTokensTest {
  private static EffectsHouse house;
  private final AtomicInteger fetches = new AtomicInteger();
  private final List<Boolean> forced = new ArrayList<>();
  private SharedTokens tokens;

  @BeforeAll static void open() {
    house = EffectsHouse.open("shared_tokens");
  }

  @BeforeEach void none() {
    house.sql("DELETE FROM provider_token");
    tokens = new SharedTokens(house.store);
  }

  @Test void nodes_that_need_a_token_at_once_fetch_it_once() throws Exception {
    ExecutorService nodes = Executors.newFixedThreadPool(8);
    List<Future<String>> got = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      SharedTokens node = new SharedTokens(house.store);
      got.add(nodes.submit(() -> node.get("wechat:wx1", this::fetch)));
    }
    for (Future<String> one : got) {
      assertThat(one.get()).isEqualTo("T1");
    }
    nodes.shutdown();
    assertThat(fetches).hasValue(1);
  }

  @Test void a_token_is_fetched_anew_five_minutes_before_its_end() {
    tokens.get("n", this::fetch);
    house.passTime(Duration.ofSeconds(7200 - 301));
    assertThat(tokens.get("n", this::fetch)).isEqualTo("T1");
    house.passTime(Duration.ofSeconds(1));
    assertThat(tokens.get("n", this::fetch)).isEqualTo("T2");
    assertThat(forced).containsExactly(false, false);
  }

  @Test void a_refused_token_is_replaced_once_and_a_fresh_one_is_not_the_fault() {
    tokens.get("n", this::fetch);
    assertThat(tokens.refused("n")).as("fetched this moment").isFalse();
    house.passTime(Duration.ofMinutes(2));
    assertThat(tokens.refused("n")).isTrue();
    assertThat(tokens.get("n", this::fetch)).isEqualTo("T2");
    assertThat(tokens.refused("n")).as("the new one").isFalse();
    assertThat(tokens.get("n", this::fetch)).isEqualTo("T2");
    assertThat(forced).containsExactly(false, true);
  }

  private Fetched fetch(boolean force) {
    forced.add(force);
    return new Fetched("T" + fetches.incrementAndGet(), Duration.ofSeconds(7200));
  }
}
