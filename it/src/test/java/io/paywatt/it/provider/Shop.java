package io.paywatt.it.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.it.support.Api;
import io.paywatt.it.support.HubProcess;
import io.paywatt.it.support.Sql;

/** Orders and books of one hub, seen from outside: over its API, and in the database where the API does not look. */
final class Shop {
  private static final long AMOUNT = 5000;

  private final Api api;
  private final Sql sql;
  private final ProviderDriver driver;

  Shop(HubProcess hub, ProviderDriver driver) {
    this.api = hub.api();
    this.sql = new Sql(hub.servers());
    this.driver = driver;
  }

  /** An account with one meter and nothing on it. */
  void account(String name) {
    Api.Answer imported = api.importLines(String.join(",", "Contract", name, account(name, "A"), "张三", "", "zh-CN",
        account(name, "M"), "native", "flat", "0", "0", "1"));
    assertThat(imported.status()).as(imported.body()).isEqualTo(201);
  }

  /** Asks for an order under the key. */
  Api.Answer order(String name, String key) {
    String body = """
        {"meter":"%s","amount":%d,"currency":"%s","provider":"%s","payer":%s}""".formatted(account(name, "M"), AMOUNT,
        driver.currency(), driver.provider(), driver.payer());
    return api.post("/api/v1/topups", "application/json", body, Map.of("Idempotency-Key", name + "-" + key));
  }

  /** A new account with an order to be paid. */
  Purchase purchase(String name) {
    account(name);
    Api.Answer answer = order(name, "first");
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    JsonNode order = answer.json();
    return new Purchase(order.at("/id").asText(), account(name, "A"), account(name, "M"), AMOUNT, driver.currency(),
        order.at("/client"));
  }

  /** Gives the order up on our side; the provider does not hear of it. */
  void closeHere(Purchase purchase) {
    assertThat(sql.update("UPDATE topup SET state = 'closed' WHERE id = '" + purchase.order() + "'")).isEqualTo(1);
  }

  /** Minor units. */
  long balance(Purchase purchase) {
    return api.balance(purchase.account());
  }

  /** Payments kept for the order, credited or not. */
  long payments(Purchase purchase) {
    return sql.number("SELECT COUNT(*) FROM payment WHERE topup_id = '" + purchase.order() + "'");
  }

  /** Payments credited for the order. */
  long posted(Purchase purchase) {
    return sql.number("SELECT COUNT(*) FROM payment WHERE state = 'posted' AND topup_id = '" + purchase.order() + "'");
  }

  long deskItems() {
    return sql.number("SELECT COUNT(*) FROM failed_message");
  }

  boolean booksAreRight() {
    return api.get("/api/v1/books").json().at("/ok").asBoolean();
  }

  private static String account(String name, String prefix) {
    return prefix + "-" + name.replace('_', '-');
  }
}
