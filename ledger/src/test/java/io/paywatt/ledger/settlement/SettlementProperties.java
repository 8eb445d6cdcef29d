package io.paywatt.ledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * A day is made up, its true bill derived, and the bill spoilt in known ways: exactly these differences are found, the
 * totals tie out to the cent, a second run finds the same, and the next day's bill ends what waited.
 */
class SettlementProperties {
  private static final String DAY = "2026-11-21";
  private static final String NEXT = "2026-11-22";
  /** Beginning of the day at the provider, UTC+8. */
  private static final Instant FROM = Instant.parse("2026-11-20T16:00:00Z");
  private static final long MILLIS = Duration.ofDays(1).toMillis();
  private static TestDay house;
  private static int tries;

  @BeforeContainer
  static void open() {
    house = new TestDay("settlement_properties");
  }

  @Property(tries = 15)
  void exactly_the_made_differences_are_found_and_the_totals_tie_out(@ForAll long seed) {
    Made made = new Made(new Random(seed), "made-" + ++tries);
    made.payments();
    made.refunds();
    made.strangers();
    house.metersAnswer();
    made.spoilMeters();

    Collections.shuffle(made.bill, made.random);
    ControlTotals totals = house.settle(made.provider, DAY, made.bill);
    assertThat(house.differences(made.provider)).isEqualTo(made.found);
    assertThat(totals.tiesOut()).as("%s", totals).isTrue();
    long asked = house.claims.stream().filter(claim -> claim.contains(made.provider + "-")).count();
    assertThat(asked).isEqualTo(made.found.keySet().stream().filter(it -> it.startsWith("theirs-only")).count());

    Collections.shuffle(made.bill, made.random);
    assertThat(house.settle(made.provider, DAY, made.bill).tiesOut()).isTrue();
    assertThat(house.differences(made.provider)).isEqualTo(made.found);
    assertThat(house.settlements.compare(made.provider, DAY).tiesOut()).isTrue();
    assertThat(house.differences(made.provider)).isEqualTo(made.found);
    assertThat(house.ledger.number("SELECT COUNT(*) FROM command WHERE kind = 'balance' AND state = 'queued'"))
        .isEqualTo(made.found.keySet().stream().filter(it -> it.startsWith("meter-not")).count());

    made.theNextDay();
    ControlTotals next = house.settle(made.provider, NEXT, made.nextBill);
    assertThat(house.differences(made.provider)).isEqualTo(made.after);
    assertThat(next.tiesOut()).as("%s", next).isTrue();
    assertThat(house.settlements.compare(made.provider, DAY).tiesOut()).isTrue();
  }

  /** What was done, and what must be found of it. */
  private static final class Made {
    private final Random random;
    private final String provider;
    private final List<String> bill = new ArrayList<>();
    private final List<String> nextBill = new ArrayList<>();
    private final Map<String, String> found = new TreeMap<>();
    private final Map<String, String> after = new TreeMap<>();
    private final Map<String, String> meterFaults = new TreeMap<>();
    private final List<String> strangers = new ArrayList<>();
    private int count;

    Made(Random random, String provider) {
      this.random = random;
      this.provider = provider;
    }

    void payments() {
      for (int i = 5 + random.nextInt(15); i > 0; i--) {
        String transaction = provider + "-" + ++count;
        long amount = 1 + random.nextInt(100_000);
        Instant at = FROM.plusMillis(random.nextLong(MILLIS));
        pay(transaction, amount, at);
        spoil(transaction, amount, at, random.nextInt(14));
      }
      // just before and just after, each on the other side in the bill
      String early = provider + "-" + ++count;
      pay(early, 700, FROM.minusMillis(1));
      bill.add(TestDay.paid(early, 700, FROM));
      String late = provider + "-" + ++count;
      pay(late, 800, FROM.plusMillis(MILLIS));
      bill.add(TestDay.paid(late, 800, FROM.plusMillis(MILLIS - 1)));
    }

    private void pay(String transaction, long amount, Instant at) {
      house.pay(provider, transaction, house.meter(), amount, at);
    }

    private void spoil(String transaction, long amount, Instant at, int how) {
      String line = TestDay.paid(transaction, amount, at);
      switch (how) {
        case 0 -> expect("ours-only payment:" + transaction, "waiting wait-next-bill", "open person");
        case 1 -> {
          expect("ours-only payment:" + transaction, "waiting wait-next-bill", "resolved next-bill");
          nextBill.add(line);
        }
        case 2 -> {
          bill.add(TestDay.paid(transaction, amount + 1 + random.nextInt(500), at));
          expect("amount-differs payment:" + transaction, "open person", "open person");
        }
        case 3 -> {
          bill.add(TestDay.line("payment", transaction, null, amount, "USD", "done", at));
          expect("currency-differs payment:" + transaction, "open person", "open person");
        }
        case 4 -> {
          bill.add(TestDay.line("payment", transaction, null, amount, "CNY", "failed", at));
          expect("state-differs payment:" + transaction, "open person", "open person");
        }
        case 5 -> {
          bill.add(TestDay.line("payment", transaction, null, amount, "CNY", "processing", at));
          nextBill.add(line);
          expect("state-differs payment:" + transaction, "open person", "resolved agrees");
        }
        case 6 -> {
          bill.add(line);
          bill.add(line);
          expect("theirs-twice payment:" + transaction, "open person", "open person");
        }
        case 7 -> {
          bill.add(line);
          meterFaults.put(transaction, "meter-not-credited");
          expect("meter-not-credited payment:" + transaction, "waiting tell-meter", "resolved meter-told");
        }
        case 8 -> {
          bill.add(line);
          meterFaults.put(transaction, "meter-credited-twice");
          expect("meter-credited-twice payment:" + transaction, "open person", "open person");
        }
        case 9 -> {
          bill.add(line);
          nextBill.add(line);
          after.put("theirs-twice payment:" + transaction + " " + NEXT, "open person");
        }
        default -> bill.add(line);
      }
    }

    void refunds() {
      for (int i = random.nextInt(8); i > 0; i--) {
        String transaction = provider + "-r" + i;
        String id = provider + "-R" + i;
        Instant at = FROM.plusMillis(random.nextLong(MILLIS));
        house.pay(provider, transaction, house.meter(), 5000, at);
        bill.add(TestDay.paid(transaction, 5000, at));
        int how = random.nextInt(7);
        long payment = house.ledger.number("SELECT id FROM payment WHERE provider_transaction_id = ?", transaction);
        house.refund(id, payment, provider, 2000, how == 3 ? null : at, how == 6);
        spoilRefund(transaction, id, at, how);
      }
    }

    private void spoilRefund(String transaction, String id, Instant at, int how) {
      switch (how) {
        case 0 -> expect("refund-ours-only refund:" + id, "waiting wait-next-bill", "open person");
        case 1 -> {
          bill.add(TestDay.line("refund", transaction, id, 1999, "CNY", "done", at));
          expect("refund-amount-differs refund:" + id, "open person", "open person");
        }
        case 2 -> {
          bill.add(TestDay.line("refund", transaction, "other-" + id, 300, "CNY", "done", at));
          bill.add(TestDay.line("refund", transaction, id, 2000, "CNY", "done", at));
          expect("refund-theirs-only refund:other-" + id, "open person", "open person");
        }
        case 3 -> {
          bill.add(TestDay.line("refund", transaction, id, 2000, "CNY", "done", at));
          expect("refund-state-differs refund:" + id, "open person", "open person");
        }
        // named by its payment alone; booked by hand under a number the provider does not know
        case 4, 6 -> bill.add(TestDay.line("refund", transaction, how == 4 ? null : "portal-" + id, 2000, "CNY", "done", at));
        default -> bill.add(TestDay.line("refund", transaction, id, 2000, "CNY", "done", at));
      }
    }

    void strangers() {
      for (int i = random.nextInt(4); i > 0; i--) {
        String transaction = provider + "-" + ++count;
        bill.add(TestDay.paid(transaction, 900, FROM));
        strangers.add(transaction);
        expect("theirs-only payment:" + transaction, "waiting ask-provider", "open person");
      }
      bill.add(TestDay.line("payment", provider + "-failed", null, 900, "CNY", "failed", FROM));
    }

    void spoilMeters() {
      meterFaults.forEach((transaction, fault) -> {
        String key = "credit:payment:" + house.ledger.number("SELECT id FROM payment WHERE provider_transaction_id = ?",
            transaction);
        if (fault.equals("meter-not-credited")) {
          house.sql("UPDATE command SET state = 'failed', reason = 'relay jammed' WHERE command_key = ?", key);
        } else {
          house.sql("UPDATE command SET reply = JSON_OBJECT('balance', JSON_VALUE(payload, '$.balance')"
              + " + JSON_VALUE(payload, '$.amount')) WHERE command_key = ?", key);
        }
      });
    }

    /** The meters take the balance they were told; some of the unknown payments are brought in. */
    void theNextDay() {
      house.ledger.passTime(Duration.ofHours(7));
      strangers.stream().limit(1).forEach(transaction -> {
        pay(transaction, 900, FROM);
        after.put("theirs-only payment:" + transaction + " " + DAY, "resolved credited");
      });
      house.metersAnswer();
      house.sql("UPDATE command SET created_at = created_at + INTERVAL 1 SECOND WHERE kind = 'balance' AND state IN ('accepted', 'proven')");
    }

    private void expect(String what, String first, String later) {
      found.put(what + " " + DAY, first);
      after.put(what + " " + DAY, later);
    }
  }
}
