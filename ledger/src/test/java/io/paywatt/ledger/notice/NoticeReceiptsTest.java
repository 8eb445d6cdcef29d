package io.paywatt.ledger.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.contact.Contact;
import io.paywatt.ledger.contact.Contacts;
import io.paywatt.ledger.notice.Receipt.State;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticeReceiptsTest {
  private static EffectsHouse house;
  private static NoticeReceipts receipts;
  private long notice;

  @BeforeAll static void open() {
    house = EffectsHouse.open("notice_receipts");
    house.room(1, "en", "13800000001");
    receipts = new NoticeReceipts(house.store);
  }

  @BeforeEach void queued() {
    house.sql("DELETE FROM notice");
    house.sql("DELETE FROM notice_message");
    house.store.inTransaction(handle -> {
      house.notices.enqueue(handle, "k", "{\"kind\":\"restored\",\"accountId\":1,\"params\":{}}", house.store.now());
      return null;
    });
    notice = house.notices.claimDue(20).get(0).id();
  }

  @Test void a_receipt_names_the_message_as_the_provider_calls_it() {
    house.notices.sent(notice, "twilio", "SM1", List.of("SM1"));
    assertThat(state()).isEqualTo("sent");
    tell("SM1", State.ACCEPTED, null);
    assertThat(state()).isEqualTo("accepted");
    tell("SM1", State.DELIVERED, null);
    assertThat(state()).isEqualTo("delivered");
  }

  @Test void a_state_never_goes_back_but_what_is_there_is_there() {
    house.notices.sent(notice, "twilio", "SM1", List.of("SM1"));
    tell("SM1", State.FAILED, "30003 unreachable handset");
    assertThat(state()).isEqualTo("failed 30003 unreachable handset");
    tell("SM1", State.ACCEPTED, null);
    assertThat(state()).isEqualTo("failed 30003 unreachable handset");
    tell("SM1", State.DELIVERED, null);
    tell("SM1", State.FAILED, "too late");
    assertThat(state()).isEqualTo("delivered");
  }

  @Test void a_receipt_that_overtakes_the_providers_own_answer_waits_for_it() {
    tell("SM1", State.DELIVERED, null);
    assertThat(state()).isEqualTo("queued");
    house.notices.sent(notice, "twilio", "SM1", List.of("SM1"));
    assertThat(state()).isEqualTo("delivered");
  }

  @Test void a_text_whose_answer_was_lost_is_known_by_our_own_number_and_not_sent_again() {
    house.notices.notSent(notice, "aliyun", "no answer", true);
    assertThat(receipts.note(new Receipt("other", notice, "x", State.DELIVERED, null))).as("of another provider").isFalse();
    receipts.note(new Receipt("aliyun", notice, "biz^0", State.DELIVERED, "DELIVERED"));
    house.passTime(Duration.ofHours(1));
    assertThat(house.notices.claimDue(20)).isEmpty();
    assertThat(state()).startsWith("delivered");
  }

  @Test void our_own_number_proves_nothing_once_the_provider_has_said_what_it_calls_the_message() {
    house.notices.sent(notice, "aliyun", "biz^0", List.of("biz^0"));
    assertThat(receipts.note(new Receipt("aliyun", notice, "other^0", State.FAILED, "x"))).isFalse();
    assertThat(state()).isEqualTo("sent");
  }

  @Test void a_long_text_is_there_when_all_its_parts_are_and_lost_when_one_is() {
    house.notices.sent(notice, "smpp", "1", List.of("1", "2"));
    receipts.note(new Receipt("smpp", null, "1", State.DELIVERED, null));
    assertThat(state()).isEqualTo("accepted");
    receipts.note(new Receipt("smpp", null, "2", State.FAILED, "UNDELIV 011"));
    assertThat(state()).isEqualTo("failed UNDELIV 011");
    receipts.note(new Receipt("smpp", null, "2", State.DELIVERED, null));
    assertThat(state()).isEqualTo("delivered");
  }

  @Test void a_provider_that_names_a_time_is_not_asked_before() {
    house.notices.notSent(notice, "fcm", new Refusal("QUOTA_EXCEEDED", true, Duration.ofSeconds(300), false));
    house.passTime(Duration.ofSeconds(299));
    assertThat(house.notices.claimDue(20)).isEmpty();
    house.passTime(Duration.ofSeconds(1));
    assertThat(house.notices.claimDue(20)).hasSize(1);
  }

  @Test void an_address_the_provider_knows_no_more_is_not_used_again() {
    Contacts contacts = new Contacts(house.store);
    contacts.put("A1", new Contact("fcm", "token-of-a-telephone-1", null, true), "test");
    house.sql("UPDATE notice SET channel = 'fcm', recipient = 'token-of-a-telephone-1'");
    house.notices.notSent(notice, "fcm", new Refusal("UNREGISTERED", false, null, true));
    assertThat(state()).isEqualTo("failed UNREGISTERED");
    assertThat(contacts.of("A1")).singleElement().returns(false, Contact::usable).returns("UNREGISTERED", Contact::goneReason);
    contacts.put("A1", new Contact("fcm", "token-of-a-telephone-1", "en", true), "test");
    assertThat(contacts.of("A1")).singleElement().returns(true, Contact::usable).returns("en", Contact::locale);
  }

  @Test void a_receipt_that_can_not_be_read_names_the_field() {
    assertThatThrownBy(() -> accept("{\"provider\":\"acme\",\"messageId\":\"1\",\"state\":\"ok\"}")).isInstanceOf(Rejected.class)
        .hasMessage("state is 'ok', allowed are accepted, delivered, failed");
    assertThatThrownBy(() -> accept("{\"provider\":\"acme\",\"state\":\"delivered\"}")).hasMessageContaining("messageId");
    assertThatThrownBy(() -> accept("nothing")).hasMessage("the receipt is no JSON");
    house.notices.sent(notice, "acme", "1", List.of("1"));
    accept("[{\"provider\":\"acme\",\"messageId\":\"1\",\"state\":\"delivered\"}]");
    assertThat(state()).isEqualTo("delivered");
  }

  private static void accept(String json) {
    receipts.accept(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static void tell(String message, State state, String reason) {
    receipts.note(new Receipt("twilio", null, message, state, reason));
  }

  private static String state() {
    return house.text("SELECT CONCAT_WS(' ', state, error) FROM notice");
  }
}
