package io.paywatt.ledger.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.sms.InboundSms.Part;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SmsPartsTest {
  private static EffectsHouse house;
  private static SmsDesk desk;

  @BeforeAll
  static void open() {
    house = EffectsHouse.open("sms_parts");
    desk = new SmsDesk(house.store, new SmsSettings(new PhoneNumbers("+86"), List.of(), List.of(), 1000, 1000, null, "CNY",
        100, 1_000_000), SmsPatterns.load(Path.of("..", "config", "sms")));
  }

  @Test
  void parts_in_any_order_and_doubled_make_one_text_once() {
    assertThat(part(7, 3, 3, "三")).isEqualTo("waiting");
    assertThat(part(7, 3, 1, "余")).isEqualTo("waiting");
    assertThat(part(7, 3, 1, "余")).isEqualTo("waiting");
    assertThat(part(7, 3, 2, "二")).isEqualTo("answered");
    assertThat(house.texts("SELECT text FROM inbound_sms")).contains("余二三");
    assertThat(house.number("SELECT COUNT(*) FROM sms_part WHERE seq = 3")).isZero();
  }

  @Test
  void a_part_that_comes_after_ten_minutes_belongs_to_another_text() {
    assertThat(part(9, 2, 1, "old")).isEqualTo("waiting");
    house.passTime(Duration.ofMinutes(11));
    assertThat(part(9, 2, 2, "new")).isEqualTo("waiting");
    assertThat(part(9, 2, 1, "brand ")).isIn("answered", "silent");
    assertThat(house.texts("SELECT text FROM inbound_sms")).contains("brand new");
  }

  @Test
  void what_waits_in_vain_is_forgotten() {
    assertThat(part(11, 2, 1, "alone")).isEqualTo("waiting");
    house.passTime(Duration.ofMinutes(11));
    assertThat(desk.expireParts()).isPositive();
    assertThat(house.number("SELECT COUNT(*) FROM sms_part")).isZero();
  }

  private static String part(int reference, int total, int seq, String text) {
    InboundSms sms = new InboundSms("smpp", "P" + reference + "-" + seq, "+8613800138000", "10690", text, house.store.now(),
        new Part(reference, total, seq));
    return desk.accept(sms.toJson()).outcome();
  }
}
