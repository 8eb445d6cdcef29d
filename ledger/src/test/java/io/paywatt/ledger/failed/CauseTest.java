package io.paywatt.ledger.failed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import org.junit.jupiter.api.Test;

class CauseTest {
  private final Random random = new Random(17);

  /** Six things that go wrong, each with ids of its own every time. */
  private final List<Supplier<FailedMessage>> causes = List.of(
      () -> message("payment-accept", "post", new Rejected(422, "meter " + digits(12) + " is not known"), null),
      () -> message("payment-accept", "post", new Rejected(422, "order " + UUID.randomUUID() + " is over " + digits(4)
          + ", paid were " + digits(3)), null),
      () -> message("command-send", "publish", new Unavailable("The broker at 10.0." + digits(2) + ".7:1883 does not answer",
          null), null),
      () -> message("sms-send", "send", new IllegalStateException("HTTP operation failed invoking sms/" + letters() + " with "
          + "statusCode: 503"), "HTTP 503"),
      () -> message("sms-send", "send", new IllegalStateException("HTTP operation failed invoking sms/" + letters() + " with "
          + "statusCode: 401"), "HTTP 401"),
      () -> message("reading-store", null, new IllegalArgumentException("energyWh is '-" + digits(5) + "' at 2026-11-"
          + (10 + random.nextInt(19)) + "T08:15:00Z, allowed is 0 or more"), null));

  @Test void ten_thousand_errors_of_six_causes_are_six_groups_whatever_ids_they_name() {
    Set<String> groups = IntStream.range(0, 10_000).mapToObj(i -> causes.get(i % causes.size()).get())
        .map(CauseTest::fingerprint).collect(Collectors.toSet());
    assertThat(groups).hasSize(6);
  }

  @Test void an_id_of_letters_alone_is_known_by_the_message_that_holds_it() {
    assertThat(Cause.normalised("order ABCDEF is not known", List.of("ABCDEF"))).isEqualTo("order # is not known");
    assertThat(Cause.normalised("field 'paid' is missing", List.of())).isEqualTo("field # is missing");
    assertThat(Cause.normalised("电表142400000301未登记", List.of())).isEqualTo("电表#未登记");
  }

  @Test void groups_have_their_money_once_an_owner_and_notes() {
    EffectsHouse house = EffectsHouse.open("failed_groups");
    String body = "{\"provider\":\"standard\",\"transactionId\":\"tx-%d\",\"amount\":500,\"currency\":\"CNY\"}";
    for (int i = 0; i < 120; i++) {
      FailedMessage cause = causes.get(i % causes.size()).get();
      house.failed.park(new FailedMessage(cause.routeId(), cause.stepId(), null, null, null, null,
          body.formatted(i % 12).getBytes(), cause.error(), null, 1, cause.providerCode()));
    }
    assertThat(house.failed.groups()).hasSize(6).allSatisfy(group -> {
      assertThat(group.count()).isEqualTo(20);
      assertThat(group.atRisk()).as("each of two payments once").singleElement().hasToString("Money[amount=1000, currency=CNY]");
    });
    long id = house.failed.groups().get(0).id();
    house.failed.own(id, "wang", "li");
    house.failed.note(id, "the importer left building 3 out", "li");
    assertThat(house.failed.group(id).owner()).isEqualTo("wang");
    assertThat(house.failed.notes(id)).singleElement()
        .extracting(FailedNote::author, FailedNote::text, FailedNote::at)
        .containsExactly("li", "the importer left building 3 out", EffectsHouse.START);
  }

  private static String fingerprint(FailedMessage message) {
    return Cause.of(message, List.of(), List.of()).fingerprint();
  }

  private static FailedMessage message(String route, String step, Throwable error, String code) {
    return new FailedMessage(route, step, null, null, null, null, new byte[0], error, null, 1, code);
  }

  private String digits(int most) {
    return Integer.toString(1 + random.nextInt((int) Math.pow(10, Math.min(9, most))));
  }

  private String letters() {
    return random.ints(9, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining("", "id-7", ""));
  }
}
