package io.paywatt.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import io.paywatt.ledger.Unavailable;
import io.paywatt.ledger.notice.OutgoingNotice;
import io.paywatt.ledger.notice.Receipt;
import io.paywatt.ledger.notice.Receipt.State;
import io.paywatt.simulator.channel.ChannelServer.Taken;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What every channel for notices keeps: its shipped kamelet on the wire with a provider that checks as the real one does.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class NoticeChannelContract {
  protected static final String TITLE = "北苑";
  protected static final String TEXT = "北苑 3-201：余额 ¥12.30，请充值。\"€\" +&%=\\ 电";
  private static final String STRANGER = "stranger";

  protected Air air;
  private final List<Receipt> receipts = new CopyOnWriteArrayList<>();
  private RunningKamelet running;
  private long ids = 40;

  /** Starts the provider. */
  protected abstract Air open() throws Exception;

  /** The sink's URI without the adapter, e.g. {@code kamelet:fcm-sink?responseTimeout=2000}. */
  protected abstract String sink();

  /** The bean that sends and what else the kamelets need, by name; the first is the one that sends. */
  protected abstract Map<String, Object> beans() throws Exception;

  /** A bean that sends with a wrong secret, or null where the bean has none. */
  protected abstract Object stranger() throws Exception;

  /** The sink's URI with a wrong secret, or null where none can be wrong. */
  protected String strangerSink() throws Exception {
    return stranger() == null ? null : sink() + (sink().contains("?") ? "&" : "?") + "adapter=" + STRANGER;
  }

  protected abstract String recipient();

  /** What the provider should hold as the person's text. */
  protected abstract String shown();

  /** A code that no later try mends. */
  protected abstract String forGood();

  /** A code that says too much at once. */
  protected abstract String tooMuch();

  /** How long to wait after it, or null when the provider names no time. */
  protected abstract Duration wait(String code);

  /** Whether the provider is told our own number. */
  protected boolean knowsOurNumber() {
    return true;
  }

  /** The door for receipts, or null when the provider sends none. */
  protected Receipts receipts() {
    return null;
  }

  /** Sends receipts to a kamelet as the provider does. */
  public interface Receipts {
    /** The source's URI. */
    String source();

    /** @return whether the hub took it */
    boolean tell(String hub, Taken message, boolean delivered) throws IOException;

    /** A receipt that the provider never sent. @return whether the hub refused it, where it can answer at all */
    boolean forge(String hub, Taken message) throws IOException;
  }

  @BeforeAll
  void start() throws Exception {
    air = open();
    Map<String, Object> beans = new HashMap<>(beans());
    if (stranger() != null) {
      beans.put(STRANGER, stranger());
    }
    running = new RunningKamelet(beans, new RouteBuilder() {
      @Override
      public void configure() throws Exception {
        from("direct:send").to(sink());
        if (strangerSink() != null) {
          from("direct:stranger").to(strangerSink());
        }
        if (receipts() != null) {
          from(receipts().source()).filter(exchange -> !"text".equals(exchange.getVariable("kind"))).process(exchange ->
              receipts.addAll(Receipt.parse(exchange.getMessage().getBody(byte[].class))));
        }
      }
    }, 65_536);
  }

  @AfterAll
  void stop() throws Exception {
    running.close();
    air.close().close();
  }

  @Test
  void a_chinese_text_arrives_sign_by_sign() throws Exception {
    OutgoingNotice notice = notice();
    assertThat(send(notice)).returns(null, SendResult::error).returns(notice.id(), SendResult::id);
    assertThat(last().text()).isEqualTo(shown());
    assertThat(last().to()).isNotBlank();
    assertThat(ours(last())).isEqualTo(knowsOurNumber() ? Long.toString(notice.id()) : "");
  }

  @Test
  void a_wrong_secret_is_noticed_and_nothing_goes_out() throws Exception {
    assumeThat(strangerSink()).as("the channel has a secret").isNotNull();
    int before = air.taken().get().size();
    assertThat(goesOut("direct:stranger")).isFalse();
    assertThat(air.taken().get()).hasSize(before);
    assertThat(goesOut("direct:send")).isTrue();
  }

  @Test
  void what_is_refused_for_good_is_not_tried_again_and_says_why() throws Exception {
    air.fail().accept(forGood());
    assertThat(send(notice())).returns(false, SendResult::again).satisfies(result ->
        assertThat(result.error()).contains(code(forGood())));
  }

  @Test
  void too_much_at_once_waits_as_long_as_the_provider_says() throws Exception {
    air.fail().accept(tooMuch());
    SendResult result = send(notice());
    Duration expected = wait(tooMuch());
    assertThat(result.again()).isTrue();
    assertThat(result.after()).satisfies(after -> {
      if (expected == null) {
        assertThat(after).isNull();
      } else {
        assertThat(after).isBetween(expected.minusSeconds(1), expected.plusSeconds(60));
      }
    });
    assertThat(send(notice()).sent()).as("later").isTrue();
  }

  @Test
  void a_message_whose_answer_is_lost_is_tried_again_under_the_same_number() throws Exception {
    OutgoingNotice notice = notice();
    air.lose().run();
    assertThat(send(notice)).returns(true, SendResult::again).returns(null, SendResult::ref);
    Taken first = last();
    assertThat(send(notice).sent()).isTrue();
    assertThat(last().ours()).isEqualTo(first.ours());
    assertThat(last().text()).isEqualTo(first.text());
  }

  @Test
  protected void a_receipt_that_comes_late_names_the_message_as_the_answer_did() throws Exception {
    assumeThat(receipts()).as("the provider sends receipts").isNotNull();
    SendResult result = send(notice());
    Taken message = last();
    receipts.clear();
    assertThat(receipts().tell(hub(), message, true)).isTrue();
    assertThat(receipts().tell(hub(), message, false)).isTrue();
    assertThat(receipts).extracting(Receipt::state).containsExactly(State.DELIVERED, State.FAILED);
    assertThat(receipts).extracting(Receipt::messageId).containsOnly(result.receipts().get(0));
    assertThat(receipts).extracting(Receipt::provider).containsOnly(result.provider());
  }

  @Test
  void a_forged_receipt_is_refused_and_changes_nothing() throws Exception {
    assumeThat(receipts()).as("the provider sends receipts").isNotNull();
    assertThat(send(notice()).sent()).isTrue();
    receipts.clear();
    assertThat(receipts().forge(hub(), last())).isTrue();
    assertThat(receipts).isEmpty();
  }

  /** Our own number as the provider has it. */
  protected String ours(Taken message) {
    return message.ours();
  }

  /** Until midnight in Beijing, as far as a test can say. */
  protected static Duration tomorrow() {
    ZonedDateTime now = ZonedDateTime.now(ZoneId.of("Asia/Shanghai"));
    return Duration.between(now, now.toLocalDate().plusDays(1).atStartOfDay(now.getZone()));
  }

  /** The part of a told failure that a result repeats. */
  protected String code(String told) {
    return told;
  }

  protected OutgoingNotice notice() {
    return new OutgoingNotice(++ids, "low-balance", "sms", recipient(), "zh-CN", TITLE, TEXT, "SMS_1", values());
  }

  /** Values of the template. */
  protected String values() {
    return StrictJson.MAPPER.createObjectNode().put("thing1", TEXT).toString();
  }

  protected SendResult send(OutgoingNotice notice) throws Exception {
    return send("direct:send", notice);
  }

  /** A channel that gets no token for its secret says so by an exception: the notice waits. */
  private boolean goesOut(String route) throws Exception {
    try {
      return send(route, notice()).sent();
    } catch (Unavailable noToken) {
      return false;
    }
  }

  private SendResult send(String route, OutgoingNotice notice) throws Exception {
    Exchange exchange = running.context().createProducerTemplate().request(route, sent -> sent.getMessage().setBody(notice));
    if (exchange.getException() != null) {
      throw exchange.getException();
    }
    return exchange.getMessage().getBody(SendResult.class);
  }

  protected Taken last() {
    List<Taken> all = air.taken().get();
    return all.get(all.size() - 1);
  }

  protected String hub() {
    return "http://127.0.0.1:" + running.port() + "/webhooks/";
  }
}
