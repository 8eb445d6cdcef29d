package io.paywatt.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import io.paywatt.ledger.TestLedger;
import io.paywatt.ledger.store.Json;
import io.paywatt.ledger.store.Page;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditChainTest {
  private static TestLedger ledger;
  private AuditChain chain;
  private long first;

  @BeforeAll
  static void open() {
    ledger = TestLedger.open("audit_chain");
  }

  @BeforeEach
  void write() {
    asRoot("DELETE FROM audit", "UPDATE audit_head SET last_id = 0, hash = ''");
    chain = new AuditChain(ledger.store);
    for (int i = 1; i <= 5; i++) {
      add("clerk-" + i, "hold", "account:A-" + i);
    }
    first = ledger.number("SELECT MIN(id) FROM audit");
  }

  @Test
  void a_chain_that_nobody_touched_is_right_and_its_head_is_told() {
    assertThat(chain.verify()).returns(5L, AuditChain.Verdict::lines).returns(List.of(), AuditChain.Verdict::problems)
        .returns(ledger.text("SELECT hash FROM audit ORDER BY id DESC LIMIT 1"), AuditChain.Verdict::hash);
  }

  @Test
  void a_line_that_root_altered_is_named_whatever_was_altered_in_it() {
    for (String change : List.of("actor = 'x'", "role = 'x'", "action = 'x'", "subject = 'x'", "at = at + INTERVAL 1 SECOND",
        "detail = NULL", "detail = REPLACE(detail, 'why', 'Why')")) {
      write();
      asRoot("UPDATE audit SET " + change + " WHERE id = 3");
      assertThat(chain.verify().problems()).as(change).containsExactly("audit line 3 was changed after it was written");
    }
  }

  @Test
  void a_line_whose_hash_was_made_to_fit_is_found_by_the_one_behind_it() {
    asRoot("UPDATE audit SET actor = 'x' WHERE id = 3", "UPDATE audit SET hash = SHA2(CONCAT_WS(' ', prev_hash, id,"
        + " DATE_FORMAT(at, '%Y-%m-%d %H:%i:%s.%f'), HEX(actor), HEX(role), HEX(action), HEX(subject),"
        + " COALESCE(HEX(detail), '-')), 256) WHERE id = 3");
    assertThat(chain.verify().problems()).containsExactly("audit line 4 does not follow line 3");
  }

  @Test
  void lines_that_were_removed_are_named_in_the_middle_and_at_the_end() {
    asRoot("DELETE FROM audit WHERE id IN (2, 5)");
    assertThat(chain.verify().problems()).containsExactly("audit line 2 before line 3 was removed",
        "audit line 5 was removed");
  }

  @Test
  void a_line_that_comes_later_goes_on_from_the_last_one() {
    add("late", "replay", "1 failed message(s)");
    assertThat(chain.verify().ok()).isTrue();
    assertThat(ledger.number("SELECT MAX(id) FROM audit")).isEqualTo(first + 5);
  }

  @Test
  void lines_are_found_by_who_what_and_when_with_what_was_before_and_after() {
    ledger.store.inTransaction(handle -> Acting.as("support", () -> {
      Audit.change(handle, "li.wei", "user-roles", "user:x", List.of("viewer"), List.of("support"), "new task");
      return null;
    }));
    Page<AuditView> found = new AuditReads(ledger.store).list(new AuditReads.Filter("li.wei", null, null, null, null), 5, null);
    assertThat(found.items()).singleElement().returns("support", AuditView::role).returns("new task", AuditView::reason)
        .returns(null, AuditView::detail).returns("[\"viewer\"]", line -> line.before().toString())
        .returns("[\"support\"]", line -> line.after().toString());
    assertThat(new AuditReads(ledger.store).list(new AuditReads.Filter("' OR '1'='1", null, null, null, null), 5, null).items())
        .isEmpty();
  }

  private static void add(String actor, String action, String subject) {
    ledger.store.inTransaction(handle -> {
      Audit.add(handle, actor, action, subject, Json.write(Map.of("reason", "why")));
      return null;
    });
  }

  /** Root takes the triggers away first. */
  private static void asRoot(String... statements) {
    ledger.store.inTransaction(handle -> {
      handle.execute("DROP TRIGGER IF EXISTS audit_no_update");
      handle.execute("DROP TRIGGER IF EXISTS audit_no_delete");
      List.of(statements).forEach(handle::execute);
      return null;
    });
  }
}
