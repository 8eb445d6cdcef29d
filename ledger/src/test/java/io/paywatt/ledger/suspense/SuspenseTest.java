package io.paywatt.ledger.suspense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import io.paywatt.ledger.MoneyHouse;
import io.paywatt.ledger.money.Money;
import io.paywatt.ledger.suspense.Suspense.Filter;
import io.paywatt.ledger.user.Scope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SuspenseTest {
  private static final Filter ALL = new Filter(null, null, null);
  private MoneyHouse house;

  @BeforeEach
  void open() {
    house = MoneyHouse.open("suspense");
    house.account("A", 0);
  }

  @Test
  void every_reason_of_the_intake_has_its_kind_and_is_found_by_it() {
    String order = order("A", 500);
    house.pay("wechat", "p-1", order, null, 500);
    house.pay("wechat", "p-2", order, null, 500);
    house.pay("wechat", "p-3", order("A", 600), null, 601);
    house.pay("standard", "p-4", order("A", 700), null, 700);
    house.pay("wechat", "p-5", order("A", 700), "M-B", 700);
    house.pay("wechat", "p-6", "PW-NOWHERE", null, 10);
    house.pay("wechat", "p-7", null, "NOBODY", 20);
    house.pay("wechat", "p-8", null, null, 30);
    house.ledger.intake.accept(new String(MoneyHouse.notice("wechat", "p-9", null, "M-A", 40), StandardCharsets.UTF_8)
        .replace("CNY", "USD").getBytes(StandardCharsets.UTF_8));
    assertThat(house.suspense.list(ALL, 100, null, Scope.EVERY).items()).extracting(SuspenseItem::kind).containsExactly("surplus",
        "amount", "provider", "meter", "unknown-order", "unknown-meter", "nameless", "currency");
    for (SuspenseItem item : house.suspense.list(ALL, 100, null, Scope.EVERY).items()) {
      assertThat(house.suspense.list(new Filter(item.kind(), null, null), 100, null, Scope.EVERY).items()).containsExactly(item);
    }
    assertThat(house.suspense.totals()).containsExactly(new Money(500 + 601 + 700 + 700 + 10 + 20 + 30, "CNY"),
        new Money(40, "USD"));
    assertThat(house.on("suspense")).isEqualTo(500 + 601 + 700 + 700 + 10 + 20 + 30 + 40);
    assertThat(house.ledger.books.problems()).isEmpty();
  }

  @Test
  void what_was_never_ours_is_listed_only_when_asked_for() {
    house.ledger.intake.accept(new String(MoneyHouse.notice("wechat", "p-1", null, "M-A", 40), StandardCharsets.UTF_8)
        .replace("}", ",\"mismatch\":\"merchant 17\"}").getBytes(StandardCharsets.UTF_8));
    assertThat(house.suspense.list(ALL, 100, null, Scope.EVERY).items()).isEmpty();
    SuspenseItem foreign = house.suspense.list(new Filter("foreign", null, null), 100, null, Scope.EVERY).items().get(0);
    assertThat(foreign.open()).isZero();
    assertThatThrownBy(() -> house.move(foreign.payment(), "A")).hasMessageContaining("never on our merchant account");
  }

  @Test
  void items_have_an_age_and_somebody_who_looks_after_them() {
    long first = house.pay("wechat", null, 10);
    house.ledger.passTime(Duration.ofDays(3));
    long second = house.pay("standard", null, 20);
    SuspenseItem taken = house.suspense.give(first, "anna", "anna");
    assertThat(taken.ageDays()).isEqualTo(3);
    assertThat(taken.owner()).isEqualTo("anna");
    assertThat(payments(new Filter(null, null, "anna"))).containsExactly(first);
    assertThat(payments(new Filter(null, null, "none"))).containsExactly(second);
    assertThat(payments(new Filter(null, "standard", null))).containsExactly(second);
    house.suspense.give(first, null, "bob");
    assertThat(payments(new Filter(null, null, "none"))).containsExactly(first, second);
    assertThat(house.ledger.number("SELECT COUNT(*) FROM audit WHERE action = 'suspense-owner'")).isEqualTo(2);
  }

  @Test
  void the_list_goes_on_where_it_ended() {
    List<Long> all = List.of(house.pay("wechat", null, 1), house.pay("wechat", null, 2), house.pay("wechat", null, 3));
    var page = house.suspense.list(ALL, 2, null, Scope.EVERY);
    assertThat(page.items()).extracting(SuspenseItem::payment).containsExactlyElementsOf(all.subList(0, 2));
    assertThat(house.suspense.list(ALL, 2, page.next(), Scope.EVERY).items()).extracting(SuspenseItem::payment)
        .containsExactly(all.get(2));
    assertThatThrownBy(() -> house.suspense.list(ALL, 2, "x", Scope.EVERY)).hasMessageContaining("after is 'x'");
    assertThatThrownBy(() -> house.suspense.list(new Filter("odd", null, null), 2, null, Scope.EVERY)).hasMessageContaining("surplus");
  }

  @Test
  void money_on_its_way_back_is_no_longer_open_and_no_replay_places_it() {
    long payment = house.pay("wechat", "p-1", null, "M-B", 500);
    house.refund(payment, 200L);
    assertThat(house.suspense.get(payment).open()).isEqualTo(300);
    house.account("B", 0);
    assertThat(house.ledger.intake.accept(MoneyHouse.notice("wechat", "p-1", null, "M-B", 500)).outcome())
        .isEqualTo("duplicate");
    assertThat(house.ledger.balance("B")).isZero();
    assertThat(house.ledger.books.problems()).isEmpty();
  }

  private List<Long> payments(Filter filter) {
    return house.suspense.list(filter, 100, null, Scope.EVERY).items().stream().map(SuspenseItem::payment).toList();
  }

  private String order(String account, long amount) {
    return house.ledger.topups.begin("k" + System.nanoTime(), ("{\"account\":\"" + account + "\",\"amount\":" + amount
        + ",\"currency\":\"CNY\",\"provider\":\"wechat\"}").getBytes(StandardCharsets.UTF_8)).id();
  }
}
