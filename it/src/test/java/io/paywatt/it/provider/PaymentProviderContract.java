package io.paywatt.it.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.time.Duration;
import java.util.List;
import io.paywatt.it.support.Api;
import io.paywatt.it.support.HubProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What every payment provider has to stand, over the wire: a real hub, a real database, the provider's simulator. A provider
 * joins with one subclass that makes its {@link ProviderDriver}. One hub serves the whole class, each test has an account of
 * its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PaymentProviderContract {
  private ProviderDriver driver;
  private HubProcess hub;
  private Shop shop;

  /** The provider, ready to take orders. */
  abstract ProviderDriver driver() throws Exception;

  @BeforeAll
  void start() throws Exception {
    driver = driver();
    hub = new HubProcess("contract-" + driver.provider()).with("PAYWATT_CURRENCY", driver.currency());
    driver.settings("http://127.0.0.1:" + hub.httpPort()).forEach(hub::with);
    hub.start();
    shop = new Shop(hub, driver);
  }

  @AfterAll
  void stop() {
    if (hub != null) {
      hub.close();
    }
    driver.close();
  }

  @Test
  void a_genuine_notice_credits_the_account() throws Exception {
    creditedOnce(Case.GENUINE);
  }

  @Test
  void a_forged_notice_credits_nothing_and_leaves_no_trace() throws Exception {
    nothingKept(Case.FORGED);
  }

  @Test
  void a_stale_notice_credits_nothing_and_leaves_no_trace() throws Exception {
    nothingKept(Case.STALE);
  }

  @Test
  void the_same_bytes_again_credit_once() throws Exception {
    creditedOnce(Case.REPLAYED);
  }

  @Test
  void the_same_transaction_under_another_notice_credits_once() throws Exception {
    creditedOnce(Case.DOUBLED);
  }

  @Test
  void another_amount_than_ordered_is_kept_for_a_person_and_not_credited() throws Exception {
    keptForAPerson(Case.WRONG_AMOUNT);
  }

  @Test
  void another_currency_than_ordered_is_kept_for_a_person_and_not_credited() throws Exception {
    keptForAPerson(Case.WRONG_CURRENCY);
  }

  @Test
  void a_payment_to_another_merchant_is_never_credited() throws Exception {
    Purchase purchase = purchase(Case.WRONG_MERCHANT);
    send(Case.WRONG_MERCHANT, purchase);
    assertThat(shop.balance(purchase)).isZero();
    assertThat(shop.posted(purchase)).isZero();
  }

  @Test
  void a_refund_notice_before_its_payment_takes_nothing_and_the_payment_is_credited_once() throws Exception {
    creditedOnce(Case.REFUND_FIRST);
  }

  @Test
  void a_payment_after_we_closed_the_order_is_credited_or_kept_for_a_person() throws Exception {
    Purchase purchase = purchase(Case.PAID_AFTER_CLOSE);
    shop.closeHere(purchase);
    send(Case.PAID_AFTER_CLOSE, purchase);
    await("the late payment to be in the books").atMost(Duration.ofSeconds(60)).until(() -> shop.payments(purchase) == 1);
    assertThat(shop.balance(purchase)).isIn(0L, purchase.amount());
    assertThat(shop.booksAreRight()).isTrue();
  }

  @Test
  void the_same_transaction_with_other_content_changes_nothing_and_is_kept_for_a_person() throws Exception {
    long before = shop.deskItems();
    creditedOnce(Case.CONFLICT);
    assertThat(shop.deskItems()).as("items on the desk").isGreaterThan(before);
  }

  @Test
  void an_order_while_the_provider_answers_with_errors_can_be_tried_again() {
    orderWhile(Case.DOWN_ERRORS);
  }

  @Test
  void an_order_while_the_provider_does_not_answer_can_be_tried_again() {
    orderWhile(Case.DOWN_SILENT);
  }

  private void creditedOnce(Case kind) throws Exception {
    Purchase purchase = purchase(kind);
    send(kind, purchase);
    await("the payment to be credited").atMost(Duration.ofSeconds(60))
        .until(() -> shop.balance(purchase) == purchase.amount());
    assertThat(shop.posted(purchase)).as("payments in the books").isEqualTo(1);
    assertThat(shop.booksAreRight()).as("every entry sums to zero").isTrue();
  }

  private void nothingKept(Case kind) throws Exception {
    Purchase purchase = purchase(kind);
    send(kind, purchase);
    assertThat(shop.payments(purchase)).as("payments in the books").isZero();
    assertThat(shop.balance(purchase)).isZero();
  }

  private void keptForAPerson(Case kind) throws Exception {
    Purchase purchase = purchase(kind);
    long before = shop.deskItems();
    send(kind, purchase);
    await("an item on the desk").atMost(Duration.ofSeconds(60)).until(() -> shop.deskItems() > before);
    assertThat(shop.balance(purchase)).isZero();
    assertThat(shop.posted(purchase)).isZero();
    assertThat(shop.booksAreRight()).isTrue();
  }

  private void orderWhile(Case kind) {
    expressible(kind);
    shop.account(kind.name());
    driver.down(kind);
    try {
      assertThat(shop.order(kind.name(), "again").status()).as("our caller is to try again").isEqualTo(503);
    } finally {
      driver.down(null);
    }
    Api.Answer opened = shop.order(kind.name(), "again");
    assertThat(opened.status()).as("the same key, at once: %s", opened.body()).isEqualTo(201);
  }

  private Purchase purchase(Case kind) {
    expressible(kind);
    return shop.purchase(kind.name());
  }

  private void send(Case kind, Purchase purchase) throws Exception {
    List<Told> answers = driver.send(kind, purchase);
    assertThat(answers).isNotEmpty();
    Told last = answers.get(answers.size() - 1);
    Told expected = driver.expected(kind);
    assertThat(last.status()).as("answer to %s: %s", kind, last.body()).isEqualTo(expected.status());
    assertThat(last.body()).contains(expected.body());
    driver.settled(purchase);
  }

  private void expressible(Case kind) {
    String reason = driver.inexpressible().get(kind);
    if (reason != null) {
      abort(driver.provider() + " can't express " + kind + ": " + reason);
    }
  }
}
