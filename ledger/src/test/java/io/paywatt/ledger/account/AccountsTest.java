package io.paywatt.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.TestLedger;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.user.Scope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccountsTest {
  private static TestLedger ledger;
  private static Accounts accounts;

  @BeforeAll
  static void open() {
    ledger = TestLedger.open("accounts");
    accounts = new Accounts(ledger.store);
    ledger.importLines("北园,1-101,A-1,李雷,+8613800001234,zh-CN,M-1,native,flat,70,0,1",
        "北园,1-101,A-1,李雷,+8613800001234,zh-CN,M-2,native,flat,,0,1",
        "北园,1-102,A-2,韩梅,13800005678,zh-CN,Z_9,native,flat,-5,0,1",
        "南园,2-201,A-3,Jim 100%,,en,ZZ9,native,flat,10,0,1");
  }

  @Test
  void an_account_is_shown_as_the_contract_says() throws Exception {
    assertThat(new ObjectMapper().writeValueAsString(accounts.get("A-1").orElseThrow())).isEqualTo(
        "{\"id\":\"A-1\",\"site\":\"北园\",\"room\":\"1-101\",\"holder\":\"李雷\",\"phone\":\"**********1234\","
        + "\"balance\":{\"amount\":7000,\"currency\":\"CNY\"},\"credit\":\"ok\",\"energyWh\":null,"
        + "\"debt\":{\"amount\":0,\"currency\":\"CNY\"},\"deferred\":null,\"held\":false,\"daysLeft\":null,\"meters\":["
        + "{\"serial\":\"M-1\",\"make\":\"native\",\"relay\":{\"wanted\":\"closed\",\"reported\":null},\"lastSeen\":null,\"utility\":\"electricity\"},"
        + "{\"serial\":\"M-2\",\"make\":\"native\",\"relay\":{\"wanted\":\"closed\",\"reported\":null},\"lastSeen\":null,\"utility\":\"electricity\"}]}");
    assertThat(accounts.get("A-9")).isEmpty();
  }

  @Test
  void it_is_found_by_the_beginning_of_meter_room_phone_number_or_holder() {
    assertThat(ids("M-2")).containsExactly("A-1");
    assertThat(ids("1-10")).containsExactly("A-1", "A-2");
    assertThat(ids("+86138")).containsExactly("A-1");
    assertThat(ids("A-3")).containsExactly("A-3");
    assertThat(ids(" 韩 ")).containsExactly("A-2");
    assertThat(ids(null)).containsExactly("A-1", "A-2", "A-3");
  }

  @Test
  void what_nothing_begins_with_is_looked_for_within() {
    assertThat(ids("1234")).containsExactly("A-1");
    assertThat(ids("雷")).containsExactly("A-1");
    assertThat(ids("nothing")).isEmpty();
  }

  @Test
  void signs_of_the_database_are_ordinary_letters() {
    assertThat(ids("Z_")).containsExactly("A-2");
    assertThat(ids("%")).containsExactly("A-3");
    assertThat(ids("\\")).isEmpty();
    assertThat(ids("' OR 1=1 --")).isEmpty();
  }

  @Test
  void pages_join_without_gap_or_double() {
    for (String q : new String[] {"", "A-", "-"}) {
      List<String> seen = new ArrayList<>();
      String after = null;
      do {
        Page<AccountView> page = accounts.find(q, 1, after, Scope.EVERY);
        page.items().forEach(it -> seen.add(it.id()));
        after = page.next();
      } while (after != null);
      assertThat(seen).containsExactly("A-1", "A-2", "A-3");
    }
  }

  @Test
  void a_wrong_limit_or_place_is_refused() {
    assertThatThrownBy(() -> accounts.find("", 0, null, Scope.EVERY)).isInstanceOf(Rejected.class).hasMessageContaining("1 to 500");
    assertThatThrownBy(() -> accounts.find("", 10, "1 OR 1", Scope.EVERY)).isInstanceOf(Rejected.class);
  }

  @Test
  void days_left_follow_from_the_last_week() {
    TestCharges.post(ledger, "A-3", "ZZ9", "c-1", 3, Duration.ofDays(-3), Duration.ofDays(-1));
    assertThat(accounts.get("A-3").orElseThrow().daysLeft()).as("7 left, 3 in two days").isEqualTo(4);
    TestCharges.post(ledger, "A-2", "Z_9", "c-2", 1, Duration.ofDays(-2), Duration.ofDays(-1));
    assertThat(accounts.get("A-2").orElseThrow().daysLeft()).as("in debt").isZero();
    TestCharges.post(ledger, "A-1", "M-1", "c-3", 1, Duration.ofDays(-20), Duration.ofDays(-8));
    assertThat(accounts.get("A-1").orElseThrow().daysLeft()).as("too long ago").isNull();
  }

  private static List<String> ids(String q) {
    return accounts.find(q, 10, null, Scope.EVERY).items().stream().map(AccountView::id).toList();
  }
}
