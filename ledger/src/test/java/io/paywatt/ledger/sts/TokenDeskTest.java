package io.paywatt.ledger.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.TestLedger;
import io.paywatt.ledger.command.CommandDesk;
import io.paywatt.ledger.command.OutgoingCommand;
import io.paywatt.ledger.outbox.OutboxDesk;
import io.paywatt.ledger.payment.PaymentResult;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.tariff.TariffBook;
import io.paywatt.ledger.timeline.LateSettings;
import io.paywatt.ledger.timeline.PaymentStep;
import io.paywatt.ledger.timeline.Payments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenDeskTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String TOKEN = "26456622012185850752";
  private static final String OTHER = "71997443697501228179";
  private static TestLedger ledger;
  private static CommandDesk commands;
  private static OutboxDesk outbox;
  private static TokenDesk tokens;
  private static int number;

  private String account;
  private String meter;

  @BeforeAll
  static void open() {
    ledger = TestLedger.open("sts_tokens");
    commands = new CommandDesk(ledger.store);
    outbox = new OutboxDesk(ledger.store, commands, EffectsHouse.notices(ledger.store, List.of()));
    tokens = new TokenDesk(ledger.store, commands, TariffBook.load(Path.of("..", "config", "tariffs"), ZONE, ledger.store));
  }

  @BeforeEach
  void resident() {
    number++;
    account = "A-" + number;
    meter = "0712345678" + number;
    ledger.importLines("North,R-" + account + "," + account + ",Li Lei,13800000001,en," + meter + ",sts,flat,0,0,1");
    ledger.passTime(Duration.ofMinutes(10));
  }

  @AfterEach
  void books() {
    assertThat(ledger.books.problems()).isEmpty();
  }

  @Test
  void a_payment_becomes_a_token_that_the_balance_pays_for_and_the_resident_is_sent() {
    long payment = pay(5000);
    ObjectNode request = Json.object(new String(tokens.begin(claim()), StandardCharsets.UTF_8));
    assertThat(request.toString()).isEqualTo("{\"key\":\"credit:payment:" + payment + "\",\"meter\":\"" + meter
        + "\",\"kind\":\"credit\",\"class\":0,\"subclass\":0,\"energyWh\":83300}");
    assertThat(ledger.balance(account)).as("83.3 kWh at 0.60 of 50.00").isEqualTo(2);

    answer(payment, TOKEN);

    assertThat(tokens.ofPayment("" + payment)).returns("issued", TokenView::state).returns(4998L, TokenView::cost)
        .returns(List.of("2645 6622 0121 8585 0752"), TokenView::tokens);
    assertThat(messages()).contains("type 2645 6622 0121 8585 0752 into meter " + meter + " for 83.30 kWh (CNY 49.98)");
    assertThat(new Payments(ledger.store, LateSettings.defaults()).timeline("" + payment).steps())
        .filteredOn(step -> step.step().equals("acknowledged")).singleElement()
        .returns("done", PaymentStep::state).returns("token 2645 6622 0121 8585 0752", PaymentStep::reason);
  }

  @Test
  void a_call_without_an_answer_is_made_again_for_the_same_and_charged_once() {
    pay(5000);
    String command = claim();
    byte[] first = tokens.begin(command);
    commands.notSent(command, "timed out");
    ledger.passTime(Duration.ofMinutes(1));
    assertThat(claim()).isEqualTo(command);
    assertThat(tokens.begin(command)).isEqualTo(first);
    assertThat(ledger.balance(account)).isEqualTo(2);
  }

  @Test
  void the_first_token_of_a_payment_stays_and_is_the_one_that_is_sent_again() {
    long payment = pay(5000);
    tokens.begin(claim());
    answer(payment, TOKEN);
    answer(payment, OTHER);
    tokens.resend("" + payment, "anna");
    tokens.resend("" + payment, "anna");
    outbox.dispatch();
    assertThat(ledger.number("SELECT COUNT(*) FROM notice n JOIN account a ON a.id = n.account_id WHERE n.kind = 'token'"
        + " AND a.number = ? AND n.text LIKE '%2645 6622 0121 8585 0752%'", account)).isEqualTo(3);
    assertThatThrownBy(() -> ledger.store.inTransaction(handle -> handle.execute(
        "UPDATE sts_token SET digits = ? WHERE command_id = ?", OTHER, command(payment))))
        .hasMessageContaining("a token is stored once");
  }

  @Test
  void what_buys_less_than_a_step_stays_for_the_next_payment() {
    long small = pay(5);
    assertThat(tokens.begin(claim())).isNull();
    assertThat(tokens.ofPayment("" + small)).returns("kept", TokenView::state).returns(List.of(), TokenView::tokens);
    assertThat(ledger.balance(account)).isEqualTo(5);
    pay(1);
    assertThat(Json.object(new String(tokens.begin(claim()), StandardCharsets.UTF_8)).path("energyWh").asLong()).isEqualTo(100);
    assertThat(ledger.balance(account)).isZero();
  }

  @Test
  void a_refused_credit_goes_to_the_desk_and_a_replay_asks_for_the_same_again() {
    long payment = pay(5000);
    String command = claim();
    byte[] first = tokens.begin(command);
    tokens.answered(command, "{\"state\":\"refused\",\"reason\":\"meter is not known there\"}");
    assertThat(tokens.ofPayment("" + payment)).returns("failed", TokenView::state)
        .returns("meter is not known there", TokenView::reason);
    assertThatThrownBy(() -> tokens.resend("" + payment, "anna")).isInstanceOf(Rejected.class)
        .hasMessageContaining("has no token yet: failed, meter is not known there");

    commands.retry(ledger.text("SELECT body FROM failed_message WHERE error_message LIKE ?", "%" + meter + "%").getBytes());
    assertThat(claim()).isEqualTo(command);
    assertThat(tokens.begin(command)).isEqualTo(first);
    answer(payment, TOKEN);
    assertThat(tokens.ofPayment("" + payment).state()).isEqualTo("issued");
  }

  @Test
  void an_answer_that_is_no_such_token_is_not_taken() {
    long payment = pay(5000);
    tokens.begin(claim());
    assertThatThrownBy(() -> answer(payment, "37037300014464855694")).hasMessage("the token is not of class 0");
    assertThatThrownBy(() -> answer(payment, TOKEN + "\",\"" + OTHER)).hasMessage("the answer has 2 tokens, allowed is 1");
    assertThat(tokens.ofPayment("" + payment).state()).isEqualTo("waiting");
  }

  @Test
  void a_gateway_that_gives_one_token_for_two_payments_is_found_out() {
    long first = pay(5000);
    tokens.begin(claim());
    answer(first, TOKEN);
    long second = pay(5000);
    tokens.begin(claim());
    answer(second, TOKEN);
    assertThat(tokens.ofPayment("" + second).reason()).contains("was given before");
    assertThat(ledger.number("SELECT COUNT(*) FROM failed_message WHERE error_message LIKE ?", "%was given before%")).isEqualTo(1);
  }

  @Test
  void staff_gets_management_tokens_and_no_command_goes_to_such_a_meter() {
    TokenView asked = tokens.request(meter, "clear-tamper", null, "anna");
    assertThat(asked.state()).isEqualTo("waiting");
    String command = claim();
    assertThat(new String(tokens.begin(command), StandardCharsets.UTF_8)).contains("\"class\":2,\"subclass\":5");
    tokens.answered(command, "{\"state\":\"issued\",\"tokens\":[\"37037300014464855694\"]}");
    assertThat(tokens.list(meter, 10)).singleElement().returns("issued", TokenView::state);
    assertThatThrownBy(() -> tokens.request(meter, "power-limit", null, "anna")).hasMessageContaining("value is null");
    assertThatThrownBy(() -> commands.request(meter, "relay", "{\"relay\":\"open\"}", "anna")).isInstanceOf(Rejected.class)
        .hasMessageContaining("takes tokens only");
  }

  private long pay(long amount) {
    PaymentResult result = ledger.intake.accept(("{\"provider\":\"wechat\",\"transactionId\":\"t-" + account + "-" + amount
        + "-" + ledger.number("SELECT COUNT(*) FROM payment") + "\",\"orderId\":null,\"meter\":\"" + meter + "\",\"amount\":"
        + amount + ",\"currency\":\"CNY\",\"paidAt\":\"2026-11-23T03:59:00Z\"}").getBytes(StandardCharsets.UTF_8));
    outbox.dispatch();
    return ((PaymentResult.Posted) result).paymentId();
  }

  /** The one command of the meter that is due. */
  private String claim() {
    return commands.claimDue(100).stream().filter(command -> command.serial().equals(meter)).map(OutgoingCommand::id)
        .reduce((a, b) -> {
          throw new AssertionError("two commands of one meter");
        }).orElseThrow();
  }

  private String command(long payment) {
    return ledger.text("SELECT id FROM command WHERE command_key = ?", "credit:payment:" + payment);
  }

  private void answer(long payment, String token) {
    tokens.answered(command(payment), "{\"state\":\"issued\",\"tokens\":[\"" + token + "\"],\"reference\":\"v-1\"}");
  }

  private String messages() {
    outbox.dispatch();
    return ledger.text("SELECT GROUP_CONCAT(n.text) FROM notice n JOIN account a ON a.id = n.account_id"
        + " WHERE n.kind = 'token' AND a.number = ?", account);
  }
}
