package io.paywatt.ledger.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import io.paywatt.ledger.EffectsHouse;
import io.paywatt.ledger.Rejected;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactsTest {
  private static EffectsHouse house;
  private static Contacts contacts;

  @BeforeAll static void open() {
    house = EffectsHouse.open("contacts");
    house.room(1, "en", null);
    contacts = new Contacts(house.store);
  }

  @Test void an_address_is_there_once_and_may_say_no() {
    contacts.put("A1", new Contact("email", "li@example.com", "en", true), "desk");
    contacts.put("A1", new Contact("email", "li@example.com", "zh-CN", false), "desk");
    assertThat(contacts.of("A1")).containsExactly(new Contact("email", "li@example.com", "zh-CN", false));
    assertThat(contacts.remove("A1", "email", "li@example.com", "desk")).isTrue();
    assertThat(contacts.remove("A1", "email", "li@example.com", "desk")).isFalse();
    assertThat(house.texts("SELECT action FROM audit ORDER BY id")).containsSubsequence("contact-set",
        "contact-opt-out", "contact-remove");
  }

  @ParameterizedTest
  @CsvSource({"sms, 12ab", "email, nobody", "wechat-mini, short", "fcm, a b", "Sms, 13800138000", "acme, ''"})
  void an_address_that_can_not_be_one_is_refused_without_repeating_it(String channel, String address) {
    assertThatThrownBy(() -> contacts.put("A1", new Contact(channel, address, null, true), "desk"))
        .isInstanceOf(Rejected.class).hasMessageContaining("allowed").hasMessageNotContainingAny("12ab", "nobody");
  }

  @Test void a_file_is_taken_whole_or_not_at_all() throws Exception {
    Path file = Files.createTempFile(Path.of("target"), "contacts", ".csv");
    Files.writeString(file, "account,channel,address,locale,opted_in\nA1,email,a@example.com,,\nA1,email,nobody,,\nA9,email,b@example.com,,maybe\n");
    assertThatThrownBy(() -> contacts.importFile(file, "desk")).isInstanceOf(Rejected.class)
        .hasMessageContainingAll(file + ":3: address of channel email", file + ":4: opted_in is 'maybe'");
    Files.writeString(file, "account,channel,address,locale,opted_in\nA1,email,a@example.com,,\nA9,email,b@example.com,,no\n");
    assertThatThrownBy(() -> contacts.importFile(file, "desk")).hasMessage(file + ":3: account is 'A9', there is no such account");
    assertThat(contacts.of("A1")).isEmpty();
    Files.writeString(file, "account,channel,address,locale,opted_in\nA1,email,a@example.com,en,no\n");
    assertThat(contacts.importFile(file, "desk")).isEqualTo(1);
    assertThat(contacts.of("A1")).singleElement().satisfies(it -> assertThat(it.masked().address()).isEqualTo("a@ex****.com"));
    contacts.remove("A1", "email", "a@example.com", "desk");
  }

  @Test void an_account_nobody_knows_is_named() {
    assertThatThrownBy(() -> contacts.of("A9")).isInstanceOf(Rejected.class)
        .hasMessage("account is 'A9', there is no such account");
  }
}
