package io.paywatt.ledger.vend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import io.paywatt.ledger.MoneyHouse;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.account.Statement;
import io.paywatt.ledger.account.UnitLine;
import io.paywatt.ledger.credit.TermsChange;
import io.paywatt.ledger.refund.Refund;
import io.paywatt.ledger.suspense.Suspense;
import io.paywatt.ledger.tariff.Household;
import io.paywatt.ledger.tariff.Households;
import io.paywatt.ledger.user.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tariff units: 0.50 to 100 kWh bought in a month, 1.00 above; 3.00 a month; 2 % of what is tendered; 10 % VAT on energy and
 * charge; steps of 0.1 kWh, 5.00 to 500.00 a purchase.
 */
class PurchaseTest {
  private static Shop shop;
  private static int number;
  private final String account = "U" + ++number;

  @BeforeAll
  static void open() {
    shop = new Shop("purchase");
  }

  @AfterEach
  void books() {
    assertThat(shop.ledger.books.problems()).isEmpty();
  }

  private Receipt pay(long amount) {
    return shop.receipts.get(shop.pay(account, amount));
  }

  @Test
  void what_was_agreed_with_the_household_counts_when_units_are_bought() {
    shop.account(account, "");
    new Households(shop.ledger.store).set(account, new Household(0, 0, null, List.of(), 100_000), "anna");
    Receipt receipt = pay(5000);
    // 50.00 - 1.00 fee = 49.00; VAT and discount are 10 % of the same, so 46.00 are left above the charge: 92 kWh
    assertThat(receipt.energyWh()).isEqualTo(92_000);
    assertThat(receipt.charges()).extracting(Receipt.Line::kind).contains("discount");
  }

  @Test
  void what_was_bought_and_used_is_told_in_watt_hours_with_what_was_left() {
    shop.account(account, "10");
    pay(5000);
    shop.register(account, 4_000);
    Statement statement = new Statement(shop.ledger.store);
    Instant now = shop.ledger.store.now();
    List<UnitLine> lines = statement.units(account, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)), 100, null).items();
    assertThat(lines).extracting(UnitLine::energyWh).containsExactly(10_000L, 83_000L, -4_000L);
    assertThat(lines).extracting(UnitLine::balanceWh).containsExactly(10_000L, 93_000L, 89_000L);
    assertThat(lines.get(2).meter()).isEqualTo("M-" + account);
  }

  /** The month's charge is paid, so that what follows is plain. */
  private void begun() {
    shop.account(account, "");
    assertThat(pay(1000).energyWh()).isPositive();
  }

  @Test
  void a_payment_becomes_units_less_fee_charge_and_tax_and_the_rest_stays() {
    shop.account(account, "");
    Receipt receipt = pay(5000);
    // 50.00 - 1.00 fee - 3.30 charge with VAT = 45.70; / 0.55 = 83.09 kWh, in steps 83.0 for 45.65
    assertThat(receipt.energyWh()).isEqualTo(83_000);
    assertThat(receipt.leftOver()).isEqualTo("0.05");
    assertThat(receipt.charges()).extracting(Receipt.Line::kind).containsExactlyInAnyOrder("energy", "fixed", "fee", "tax");
    assertThat(receipt.charges()).filteredOn(line -> line.kind().equals("energy")).singleElement()
        .satisfies(line -> assertThat(line.pricePerKwh()).isEqualTo("0.50"));
    assertThat(shop.wh(account)).isEqualTo(83_000);
    assertThat(shop.ledger.balance(account)).isEqualTo(5);
    assertThat(shop.house.messages(account)).containsExactly("receipt-energy");
    assertThat(shop.house.commands("M-" + account)).containsExactly(
        "credit {\"paid\":5000,\"currency\":\"CNY\",\"balanceWh\":83000,\"energyWh\":83000}");
  }

  @Test
  void a_payment_that_waited_for_its_account_brings_the_receipt_of_units() {
    shop.account(account, "");
    long parked = shop.house.pay("standard", "M-nobody", 5000);
    shop.house.move(parked, account);
    assertThat(shop.house.messages(account)).containsExactly("receipt-energy");
    assertThat(shop.wh(account)).isEqualTo(83_000);
  }

  @Test
  void what_was_left_over_is_used_with_the_next_payment() {
    shop.account(account, "");
    pay(5000);
    Receipt second = pay(1000);
    assertThat(second.beforeOver()).isEqualTo("0.05");
    assertThat(second.tendered()).isEqualTo("10.05");
  }

  @Test
  void why_fewer_units_is_answered_by_tier_charge_debt_and_price() {
    // a ledger of its own: its clock goes on to the year in which the price is another
    Shop shop = new Shop("purchase_price");
    shop.account(account, "");
    Receipt first = shop.receipts.get(shop.pay(account, 5000));
    assertThat(first.differences()).isEmpty();
    Receipt second = shop.receipts.get(shop.pay(account, 5000));
    assertThat(second.differences()).extracting(Receipt.Difference::kind)
        .containsExactlyInAnyOrder("fixed", "fee", "left-over", "tier");
    assertThat(second.differences()).anySatisfy(it -> {
      assertThat(it.en()).isEqualTo("Units up to tier 2, before up to tier 1");
      assertThat(it.zh()).isEqualTo("购电至第2档，上次至第1档");
    });
    shop.ledger.debts.change(account, "d-" + account, 9000, "from before", "anna");
    shop.ledger.passTime(Duration.ofDays(45));
    Receipt third = shop.receipts.get(shop.pay(account, 5000));
    assertThat(third.differences()).extracting(Receipt.Difference::kind).contains("debt", "fixed", "price");
    assertThat(ReceiptText.of(third, false)).contains("Given to the debt  10.00 CNY", "0.60 a kWh, before 0.50",
        "Fixed charges that were due");
    assertThat(ReceiptText.of(third, true)).contains("偿还欠费  10.00 CNY", "每度0.60，上次0.50");
  }

  @Test
  void a_payment_outside_the_limits_or_below_what_is_due_is_parked() {
    shop.account(account, "");
    for (long amount : List.of(499L, 50_001L)) {
      long payment = shop.pay(account, amount);
      assertThat(shop.ledger.text("SELECT parked_reason FROM payment WHERE id = ?", payment)).startsWith("not sold: the amount");
    }
    assertThat(shop.house.suspense.list(new Suspense.Filter("purchase", null, null), 50, null, Scope.EVERY)
        .items()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(shop.wh(account)).isZero();
  }

  @Test
  void consumption_takes_units_off_and_the_relay_follows_them() {
    shop.account(account, "10");
    shop.ledger.passTime(Duration.ofHours(1));
    shop.register(account, 4_000);
    assertThat(shop.wh(account)).isEqualTo(6_000);
    assertThat(shop.house.messages(account)).containsExactly("low-balance");
    shop.ledger.passTime(Duration.ofHours(1));
    shop.register(account, 10_500);
    assertThat(shop.wh(account)).isEqualTo(-500);
    assertThat(shop.wanted(account)).isEqualTo("open");
    pay(2000);
    assertThat(shop.wanted(account)).isEqualTo("closed");
  }

  @Test
  void emergency_units_are_repaid_before_the_debt_takes_its_share() {
    begun();
    shop.ledger.board.setAccount(account, it -> new TermsChange(null, 50_000L, "90%", null, null, null), "anna");
    shop.ledger.debts.change(account, "d-" + account, 50_000, "from before", "anna");
    shop.ledger.passTime(Duration.ofDays(7));
    long used = shop.wh(account) + 20_000;
    shop.register(account, used);
    assertThat(shop.wh(account)).isEqualTo(-20_000);
    assertThat(shop.wanted(account)).isEqualTo("closed");
    Receipt receipt = pay(2000);
    assertThat(receipt.balanceWh()).isBetween(0L, 100L);
    assertThat(receipt.debt()).isNotEqualTo("0.00");
    assertThat(Long.parseLong(receipt.debt().replace(".", ""))).isLessThan(1000);
    assertThat(pay(1000).debt()).isEqualTo("9.00");
  }

  @Test
  void a_refund_takes_the_units_back_and_a_refused_one_buys_them_again() {
    begun();
    long before = shop.wh(account);
    long payment = shop.pay(account, 5000);
    long bought = shop.wh(account) - before;
    Refund refund = shop.house.refund(payment, null);
    assertThat(shop.wh(account)).isEqualTo(before);
    assertThat(shop.receipts.get(payment).undone()).isTrue();
    shop.house.notices.accept(MoneyHouse.told(refund, "refused"));
    assertThat(shop.wh(account) - before).isEqualTo(bought);
    assertThat(shop.receipts.get(payment).undone()).isFalse();
  }

  @Test
  void units_are_given_back_whole_the_last_first_and_only_what_was_not_used() {
    begun();
    long first = shop.pay(account, 5000);
    long second = shop.pay(account, 5000);
    assertThatThrownBy(() -> shop.house.refund(first, null)).isInstanceOf(Rejected.class)
        .hasMessageContaining("payment " + second + " bought kWh after this one");
    assertThatThrownBy(() -> shop.house.refund(second, 100L)).hasMessageContaining("is given back whole");
    shop.ledger.passTime(Duration.ofHours(30));
    shop.register(account, shop.wh(account) - 1_000);
    assertThatThrownBy(() -> shop.house.refund(second, null)).hasMessageContaining("1000 Wh of them are left");
  }

  @Test
  void a_moved_payment_buys_units_where_it_belongs() {
    begun();
    String other = account + "-right";
    shop.account(other, "");
    long before = shop.wh(account);
    long payment = shop.pay(account, 5000);
    shop.house.move(payment, other);
    assertThat(shop.wh(account)).isEqualTo(before);
    assertThat(shop.wh(other)).isEqualTo(83_000);
    assertThat(shop.receipts.get(payment).account()).isEqualTo(other);
  }

  @Test
  void payments_at_once_buy_each_its_units_and_the_charge_is_due_once() {
    shop.account(account, "");
    List<Receipt> receipts = MoneyHouse.together(6, i -> pay(1000));
    assertThat(receipts.stream().mapToLong(Receipt::energyWh).sum()).isEqualTo(shop.wh(account));
    assertThat(receipts.stream().filter(it -> it.charges().stream().anyMatch(line -> line.kind().equals("fixed")))).hasSize(1);
  }

  @Test
  void the_same_notice_twice_buys_once() {
    shop.account(account, "");
    for (int times = 0; times < 2; times++) {
      shop.house.pay("wechat", "t-" + account, null, "M-" + account, 5000);
    }
    assertThat(shop.wh(account)).isEqualTo(83_000);
  }

  @Test
  void a_receipt_of_money_is_refused_with_words() {
    shop.house.account(account, 0);
    assertThatThrownBy(() -> shop.receipts.get(shop.pay(account, 5000))).isInstanceOf(Rejected.class)
        .hasMessageContaining("account that holds money");
  }

  @Test
  void an_opening_in_kwh_needs_a_tariff_that_holds_them() {
    assertThatThrownBy(() -> shop.ledger.accountImport.importCsv("x.csv", ("site,room,account,holder,phone,locale,meter,make,"
        + "tariff,opening_balance,register_wh,multiplier,opening_kwh\nNorth,R,X9,Li,,en,MX9,native,flat,,0,1,5\n").getBytes(),
        "anna")).hasMessageContaining("x.csv:2: opening_kwh 5 — allowed is empty: tariff flat holds money");
  }
}
