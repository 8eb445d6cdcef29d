package io.paywatt.console;

import io.paywatt.console.http.BearerAuth;
import io.paywatt.ledger.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The check as a route uses it. */
class BearerAuthTest {
  private final BearerAuth auth = new BearerAuth("right");

  @ParameterizedTest
  @ValueSource(strings = {"Bearer right", "bearer right", "BEARER  right "})
  void right_token_names_who_acts(String header) {
    assertThat(auth.check(header)).isEqualTo("api");
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"right", "Bearer", "Bearer ", "Bearer wrong", "Bearer right2", "Bearer righ", "Basic right"})
  void anything_else_is_rejected_with_401_and_without_the_token(String header) {
    assertThatThrownBy(() -> auth.check(header)).isInstanceOfSatisfying(Rejected.class, e -> {
      assertThat(e.status()).isEqualTo(401);
      assertThat(e.getMessage()).doesNotContain("right", "wrong");
    });
  }

  @Test void empty_token_never_opens_the_api() {
    assertThatThrownBy(() -> new BearerAuth(" ")).hasMessageContaining("paywatt.api.token");
  }
}
