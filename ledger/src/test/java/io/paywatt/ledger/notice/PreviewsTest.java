package io.paywatt.ledger.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import io.paywatt.ledger.EffectsHouse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Texts as they are shown before they go to anybody. */
class PreviewsTest {
  private static EffectsHouse house;

  @BeforeAll static void open() {
    house = EffectsHouse.open("notice_previews");
    house.room(1, "zh-CN", "13800000001");
  }

  @Test void every_kind_is_shown_in_every_language_with_a_sample_for_each_value() {
    for (String kind : NoticeKinds.all()) {
      List<NoticePreview> previews = house.notices.preview(kind, null, null);
      assertThat(previews).as(kind).extracting(NoticePreview::locale).containsExactly("en", "zh-CN");
      assertThat(previews).as(kind).allSatisfy(preview -> assertThat(preview.text()).isNotBlank()
          .doesNotContainPattern("[{}]").doesNotContainPattern("(^|[ ,(：，])-([ ,.:)，。]|$)"));
    }
  }

  @Test void a_preview_says_by_which_ways_it_goes_how_long_it_is_and_what_a_template_gets() {
    NoticePreview preview = house.notices.preview("receipt", null, "en").get(0);
    assertThat(preview.noticeClass()).isEqualTo("money");
    assertThat(preview.channels()).contains("wechat-mini", "sms", "email");
    assertThat(preview.text()).contains("CNY 12,345.67", "180.00 kWh x 0.5483 + 54.32 kWh x 0.5983");
    assertThat(preview.characters()).isEqualTo(preview.text().length());
    assertThat(preview.segments()).isEqualTo(2);
    assertThat(preview.variables()).containsKeys("amount", "tiers").doesNotContainValue("-");
  }

  @Test void with_an_account_its_names_and_balance_are_shown_in_its_language() {
    assertThat(house.notices.preview("cut-off", "A1", null)).singleElement().extracting(NoticePreview::text)
        .isEqualTo("北苑R-1电费余额¥12.30，已停止供电。充值后自动恢复。表号M1。");
    assertThat(house.notices.preview("cut-off", "A1", "en")).singleElement().extracting(NoticePreview::text).asString()
        .startsWith("北苑 R-1: your electricity balance is CNY 12.30");
  }

  @Test void what_is_not_there_is_named_with_what_is() {
    assertThatThrownBy(() -> house.notices.preview("cutoff", null, null)).hasMessageContaining("'cutoff' is no kind of notice")
        .hasMessageContaining("cut-off");
    assertThatThrownBy(() -> house.notices.preview("cut-off", "A9", null)).hasMessageContaining("there is no such account");
  }
}
