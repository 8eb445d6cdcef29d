package io.paywatt.ledger.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.contact.Contact;
import io.paywatt.ledger.contact.Contacts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrainTest {
  private static final int ROOMS = 40;
  private static final String OPENID = "oABCDEFGHIJKLMNOPQRSTUVWX";
  private static EffectsHouse house;
  private static NoticeDesk notices;
  private static NoticeRules rules;
  private static NoticeChoices choices;

  /** The shipped rules with what is switched off there. */
  @BeforeAll static void open(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("notices.yaml");
    Files.writeString(file, Files.readString(Path.of("..", "config", "notices.yaml")).replace("#quiet-hours", "quiet-hours")
        .replace("#digest", "digest"));
    rules = NoticeRules.load(file);
    house = EffectsHouse.open("notice_drain");
    notices = EffectsHouse.notices(house.store, EffectsHouse.ADMINS, rules);
    for (int room = 1; room <= ROOMS; room++) {
      house.room(room, "en", "138000000" + (10 + room));
    }
    choices = new NoticeChoices(house.store, rules);
  }

  @BeforeEach void clear() {
    house.sql("DELETE FROM notice");
    house.sql("DELETE FROM contact");
    house.sql("DELETE FROM notice_choice");
    house.sql("DELETE FROM notice_provider");
    noon();
  }

  /** The next noon: no quiet hours. */
  private static void noon() {
    Instant now = house.store.now();
    long day = Duration.ofDays(1).toMillis();
    house.passTime(Duration.ofMillis(day - Math.floorMod(now.toEpochMilli() - EffectsHouse.START.toEpochMilli(), day)));
  }

  private static void say(String kind, long account, String params) {
    house.store.inTransaction(handle -> {
      notices.enqueue(handle, kind + account + house.number("SELECT COALESCE(MAX(id), 0) FROM notice"),
          "{\"kind\":\"" + kind + "\",\"accountId\":" + account + ",\"params\":" + params + "}", house.store.now());
      return null;
    });
  }

  private static String state() {
    return house.text("SELECT CONCAT(state, ' ', channel) FROM notice");
  }

  @Test void a_provider_that_is_down_for_an_hour_gets_all_of_it_after_in_order_of_importance_and_none_twice() {
    List<String> kinds = List.of("tariff-change", "low-balance", "receipt", "cut-off");
    for (int room = 1; room <= ROOMS; room++) {
      say(kinds.get(room % kinds.size()), room, "{}");
    }
    say("sms-balance", 1, "{}"); // of no use after an hour
    Instant end = house.store.now().plus(Duration.ofHours(1));
    int tries = 0;
    for (; house.store.now().isBefore(end); house.passTime(Duration.ofSeconds(10))) {
      for (OutgoingNotice notice : notices.claimDue(50)) {
        notices.notSent(notice.id(), "aliyun", "no answer", true);
        tries++;
      }
    }
    assertThat(tries).as("the provider is probed, not stormed").isBetween(10, 150);
    List<Integer> order = new ArrayList<>();
    List<Long> ids = new ArrayList<>();
    for (int round = 0; round < 100; round++, house.passTime(Duration.ofSeconds(10))) {
      for (OutgoingNotice notice : notices.claimDue(50)) {
        order.add(rules.of(notice.kind()).importance());
        ids.add(notice.id());
        notices.sent(notice.id(), "aliyun", "ref");
      }
    }
    assertThat(order).hasSize(ROOMS).isSorted();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(house.texts("SELECT CONCAT(kind, ' ', error) FROM notice WHERE state = 'expired'"))
        .singleElement().asString().startsWith("sms-balance expired");
  }

  @Test void what_fails_for_good_goes_by_the_next_channel_until_none_is_left() {
    Contacts contacts = new Contacts(house.store);
    contacts.put("A1", new Contact("wechat-mini", OPENID, null, true), "test");
    contacts.put("A1", new Contact("email", "li@example.com", "zh-CN", true), "test");
    say("cut-off", 1, "{}");
    OutgoingNotice push = notices.claimDue(10).get(0);
    assertThat(push.channel()).isEqualTo("wechat-mini");
    notices.notSent(push.id(), "wechat-mini", new Refusal("43101 user refused", false));
    OutgoingNotice sms = notices.claimDue(10).get(0);
    assertThat(sms.recipient()).isEqualTo("13800000011");
    notices.notSent(sms.id(), "aliyun", new Refusal("isv.MOBILE_NUMBER_ILLEGAL", false));
    OutgoingNotice mail = notices.claimDue(10).get(0);
    assertThat(mail.text()).as("in the language of the address").contains("已停止供电");
    notices.notSent(mail.id(), "email", new Refusal("550 no such mailbox", false));
    assertThat(notices.claimDue(10)).isEmpty();
    assertThat(state()).isEqualTo("failed email");
    assertThat(notices.get(mail.id()).steps()).extracting(NoticeDetail.Step::step)
        .containsExactly("tried", "next-way", "tried", "next-way", "tried");
  }

  @Test void without_a_delivery_receipt_in_time_the_next_channel_is_tried_and_with_one_it_is_not() {
    new Contacts(house.store).put("A1", new Contact("email", "li@example.com", null, true), "test");
    say("cut-off", 1, "{}");
    say("restored", 1, "{}");
    List<OutgoingNotice> two = notices.claimDue(10);
    two.forEach(notice -> notices.sent(notice.id(), "aliyun", "biz" + notice.id(), List.of("biz" + notice.id())));
    new NoticeReceipts(house.store).note(new Receipt("aliyun", null, "biz" + two.get(1).id(), Receipt.State.DELIVERED, null));
    assertThat(notices.claimDue(10)).isEmpty();
    house.passTime(Duration.ofMinutes(15));
    assertThat(notices.claimDue(10)).singleElement()
        .extracting(OutgoingNotice::id, OutgoingNotice::channel).containsExactly(two.get(0).id(), "email");
  }

  @Test void a_channel_that_is_down_for_a_quarter_of_an_hour_is_passed_over() {
    new Contacts(house.store).put("A1", new Contact("wechat-mini", OPENID, null, true), "test");
    say("cut-off", 1, "{}");
    Instant start = house.store.now();
    String channel = null;
    for (int i = 0; i < 200 && !"sms".equals(channel); i++, house.passTime(Duration.ofSeconds(10))) {
      for (OutgoingNotice notice : notices.claimDue(10)) {
        channel = notice.channel();
        notices.notSent(notice.id(), "no answer", true);
      }
    }
    assertThat(channel).isEqualTo("sms");
    assertThat(Duration.between(start, house.store.now())).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(21));
  }

  @Test void in_quiet_hours_warnings_wait_and_cuts_are_told() {
    house.passTime(Duration.ofHours(11)); // 23:00
    say("low-balance", 1, "{}");
    say("cut-off", 2, "{}");
    List<OutgoingNotice> tonight = notices.claimDue(10);
    assertThat(tonight).extracting(OutgoingNotice::kind).containsExactly("cut-off");
    notices.sent(tonight.get(0).id(), "aliyun", "ref");
    house.passTime(Duration.ofHours(9));
    assertThat(notices.claimDue(10)).extracting(OutgoingNotice::kind).containsExactly("low-balance");
  }

  @Test void one_person_gets_so_many_in_an_hour_and_the_rest_later() {
    for (int i = 0; i < 8; i++) {
      say("tariff-change", 1, "{}");
    }
    List<OutgoingNotice> first = notices.claimDue(10);
    first.forEach(notice -> notices.sent(notice.id(), "aliyun", "ref"));
    assertThat(first).hasSize(6);
    assertThat(house.texts("SELECT DISTINCT error FROM notice WHERE state = 'queued'"))
        .containsExactly("waits: 6 messages in an hour");
    house.passTime(Duration.ofMinutes(30));
    assertThat(notices.claimDue(10)).isEmpty();
    house.passTime(Duration.ofMinutes(31));
    assertThat(notices.claimDue(10)).hasSize(2);
  }

  @Test void when_the_money_of_the_day_is_spent_only_what_is_not_limited_or_costs_nothing_goes() {
    house.sql("INSERT INTO notice_provider (name, day, spent) VALUES ('twilio', ?, ?)",
        LocalDate.ofInstant(house.store.now(), ZoneId.of("Asia/Shanghai")), 999_800_000_000L);
    new Contacts(house.store).put("A5", new Contact("wechat-mini", OPENID, null, true), "test");
    for (int room = 1; room <= 4; room++) {
      say("tariff-change", room, "{}");
    }
    List<OutgoingNotice> paid = notices.claimDue(10);
    assertThat(paid).as("0.20 are left, a message is two parts of 0.045").hasSize(2);
    say("tariff-change", 5, "{}");
    say("cut-off", 3, "{}");
    List<OutgoingNotice> free = notices.claimDue(10);
    assertThat(free).as("two are on their way").extracting(OutgoingNotice::kind, OutgoingNotice::channel)
        .containsExactly(tuple("cut-off", "sms"), tuple("tariff-change", "wechat-mini"));
    paid.forEach(notice -> notices.sent(notice.id(), "aliyun", "ref"));
    free.forEach(notice -> notices.sent(notice.id(), notice.channel().equals("sms") ? "aliyun" : notice.channel(), "ref"));
    assertThat(house.number("SELECT SUM(spent) FROM notice_provider")).isEqualTo(999_980_000_000L);
    assertThat(notices.claimDue(10)).isEmpty();
    house.passTime(Duration.ofHours(23));
    assertThat(notices.claimDue(10)).as("the next day").extracting(OutgoingNotice::kind)
        .containsExactly("tariff-change", "tariff-change");
  }

  @Test void one_person_gets_so_many_in_a_day_and_the_rest_the_next_day() {
    for (int i = 0; i < 25; i++) {
      say("tariff-change", 1, "{}");
    }
    Instant start = house.store.now();
    int got = 0;
    for (; house.store.now().isBefore(start.plus(Duration.ofHours(9))); house.passTime(Duration.ofMinutes(61))) {
      List<OutgoingNotice> now = notices.claimDue(30);
      now.forEach(notice -> notices.sent(notice.id(), "aliyun", "ref"));
      got += now.size();
    }
    assertThat(got).isEqualTo(20);
    assertThat(house.texts("SELECT DISTINCT error FROM notice WHERE state = 'queued'"))
        .containsExactly("waits: 20 messages in 24 hours");
    house.passTime(Duration.between(house.store.now(), start.plus(Duration.ofMinutes(24 * 60 + 20))));
    assertThat(notices.claimDue(30)).hasSize(5);
  }

  @Test void a_provider_gets_no_more_than_it_allows_and_others_do_not_wait_for_it() {
    new Contacts(house.store).put("A40", new Contact("wechat-mini", OPENID, null, true), "test");
    for (int room = 1; room <= ROOMS; room++) {
      say("cut-off", room, "{}");
    }
    List<OutgoingNotice> first = notices.claimDue(100);
    assertThat(first).filteredOn(notice -> notice.channel().equals("sms")).as("50 a second, 0.6 s saved").hasSize(31);
    assertThat(first).filteredOn(notice -> notice.channel().equals("wechat-mini")).hasSize(1);
    house.passTime(Duration.ofMillis(100));
    assertThat(notices.claimDue(100)).hasSize(5);
  }

  @Test void no_more_are_taken_from_the_queue_than_are_sent() {
    for (int room = 1; room <= ROOMS; room++) {
      say("cut-off", room, "{}");
    }
    List<OutgoingNotice> first = notices.claimDue(20);
    assertThat(first).hasSize(20);
    house.passTime(Duration.ofSeconds(10));
    assertThat(notices.claimDue(20)).as("a slow provider has begun with none").isEmpty();
    first.subList(0, 5).forEach(notices::begin);
    assertThat(notices.claimDue(20)).hasSize(5);
  }

  @Test void a_message_that_waited_too_long_for_its_turn_is_handed_out_again_and_sent_once() {
    say("cut-off", 1, "{}");
    OutgoingNotice late = notices.claimDue(10).get(0);
    house.passTime(Duration.ofSeconds(31));
    assertThat(notices.begin(late)).isFalse();
    house.passTime(Duration.ofSeconds(30));
    OutgoingNotice again = notices.claimDue(10).get(0);
    assertThat(again).isEqualTo(late);
    assertThat(notices.begin(again)).isTrue();
    assertThat(notices.begin(late)).as("two turns of one message").isFalse();
  }

  @Test void what_comes_soon_after_goes_as_one_message_to_administrators() {
    for (int meter = 1; meter <= 7; meter++) {
      long id = meter;
      house.store.inTransaction(handle -> {
        notices.enqueue(handle, "alert" + id, "{\"kind\":\"alert-overload\",\"accountId\":null,\"meterId\":" + id
            + ",\"params\":{\"powerW\":9000}}", house.store.now());
        return null;
      });
    }
    List<OutgoingNotice> first = notices.claimDue(50);
    assertThat(first).as("the first at once, to both").hasSize(2);
    first.forEach(notice -> notices.sent(notice.id(), "aliyun", "ref"));
    house.passTime(Duration.ofMinutes(5));
    assertThat(notices.claimDue(50)).hasSize(2).allSatisfy(notice -> {
      assertThat(notice.kind()).isEqualTo("digest");
      assertThat(notice.text()).startsWith("6 messages:\n北苑 R-2, meter M2: overload").endsWith("\n…");
    });
    assertThat(house.number("SELECT COUNT(*) FROM notice WHERE state = 'digested' AND digest_id IS NOT NULL")).isEqualTo(12);
  }

  @Test void what_needs_consent_goes_to_those_alone_who_asked_and_what_is_off_to_nobody(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("notices.yaml"), Files.readString(Path.of("..", "config", "notices.yaml"))
        .replace("consent: opt-out", "consent: opt-in").replace("off: []", "off: [restored]"));
    NoticeDesk strict = EffectsHouse.notices(house.store, EffectsHouse.ADMINS, NoticeRules.load(file));
    choices.choose("A2", "news", true, "test");
    for (String kind : List.of("tariff-change", "restored", "cut-off")) {
      for (int account = 1; account <= 2; account++) {
        String notice = "{\"kind\":\"" + kind + "\",\"accountId\":" + account + ",\"params\":{}}";
        String key = kind + account;
        house.store.inTransaction(handle -> {
          strict.enqueue(handle, key, notice, house.store.now());
          return null;
        });
      }
    }
    assertThat(house.texts("SELECT CONCAT(notice_key, ' ', state, ' ', COALESCE(error, '')) FROM notice ORDER BY id"))
        .containsExactly("tariff-change1 skipped the resident does without news", "tariff-change2 queued ", "cut-off1 queued ",
            "cut-off2 queued ");
  }

  @Test void what_went_together_goes_together_by_the_next_channel(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("notices.yaml"), Files.readString(Path.of("..", "config", "notices.yaml"))
        .replace("    consent: opt-out", "    consent: opt-out\n    digest: 5m"));
    NoticeDesk gathering = EffectsHouse.notices(house.store, List.of(), NoticeRules.load(file));
    new Contacts(house.store).put("A1", new Contact("wechat-mini", OPENID, null, true), "test");
    for (String kind : List.of("tariff-change", "outage", "outage-over")) {
      house.store.inTransaction(handle -> {
        gathering.enqueue(handle, kind, "{\"kind\":\"" + kind + "\",\"accountId\":1,\"params\":{}}", house.store.now());
        return null;
      });
    }
    gathering.claimDue(10).forEach(first -> gathering.sent(first.id(), "wechat-mini", "ref"));
    house.passTime(Duration.ofMinutes(5));
    OutgoingNotice digest = gathering.claimDue(10).get(0);
    assertThat(List.of(digest.kind(), digest.channel())).containsExactly("digest", "wechat-mini");
    gathering.notSent(digest.id(), "wechat-mini", new Refusal("43101 user refused", false));
    assertThat(gathering.claimDue(10)).singleElement()
        .extracting(OutgoingNotice::id, OutgoingNotice::channel, OutgoingNotice::text)
        .containsExactly(digest.id(), "sms", digest.text());
  }

  @Test void a_resident_who_does_without_news_still_hears_of_a_cut() {
    choices.choose("A1", "news", false, "test");
    assertThat(choices.of("A1")).containsEntry("news", false);
    say("tariff-change", 1, "{}");
    say("cut-off", 1, "{}");
    assertThat(notices.claimDue(10)).extracting(OutgoingNotice::kind).containsExactly("cut-off");
    assertThat(house.text("SELECT error FROM notice WHERE state = 'skipped'")).isEqualTo("the resident does without news");
  }
}
