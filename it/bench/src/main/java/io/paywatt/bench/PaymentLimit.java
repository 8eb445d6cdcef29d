package io.paywatt.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;

/**
 * The least that a durable payment costs one by one: payment row, two postings, balance and outbox row by plain JDBC,
 * each payment its own commit. No HTTP, no signature, no look-up, no side effect.
 */
final class PaymentLimit {
  private static final long CLEARING = 1_000_000;

  private final Servers servers;
  private final int connections;
  private long next;

  PaymentLimit(Servers servers, int connections) {
    this.servers = servers;
    this.connections = connections;
  }

  void prepare() throws SQLException {
    servers.create(
        "CREATE TABLE payment (id BIGINT PRIMARY KEY AUTO_INCREMENT, provider VARCHAR(32) NOT NULL,"
            + " transaction_id VARCHAR(128) NOT NULL, account_id BIGINT NOT NULL, amount BIGINT NOT NULL,"
            + " received_at DATETIME(3) NOT NULL, UNIQUE (provider, transaction_id)) ENGINE=InnoDB",
        "CREATE TABLE posting (id BIGINT PRIMARY KEY AUTO_INCREMENT, transaction_id VARCHAR(128) NOT NULL,"
            + " account_id BIGINT NOT NULL, amount BIGINT NOT NULL, INDEX (account_id)) ENGINE=InnoDB",
        "CREATE TABLE balance (account_id BIGINT PRIMARY KEY, amount BIGINT NOT NULL) ENGINE=InnoDB",
        "CREATE TABLE outbox (id BIGINT PRIMARY KEY AUTO_INCREMENT, effect_key VARCHAR(190) NOT NULL UNIQUE,"
            + " payload TEXT NOT NULL, due_at DATETIME(3) NOT NULL) ENGINE=InnoDB",
        "INSERT INTO balance SELECT seq, 0 FROM seq_0_to_" + (Payments.ACCOUNTS - 1));
  }

  Measure measure(int count) throws Exception {
    long first = next;
    next += count;
    return Crew.measure(connections, count, () -> new Teller(servers.own(), first));
  }

  /** One connection with its statements. */
  private static final class Teller implements Crew.Worker {
    private final Connection connection;
    private final long first;
    private final PreparedStatement payment;
    private final PreparedStatement postings;
    private final PreparedStatement balance;
    private final PreparedStatement outbox;

    Teller(Connection connection, long first) throws SQLException {
      this.connection = connection;
      this.first = first;
      payment = connection.prepareStatement(
          "INSERT INTO payment (provider, transaction_id, account_id, amount, received_at) VALUES ('standard', ?, ?, ?, ?)");
      postings = connection.prepareStatement(
          "INSERT INTO posting (transaction_id, account_id, amount) VALUES (?, ?, ?), (?, ?, ?)");
      balance = connection.prepareStatement("UPDATE balance SET amount = amount + ? WHERE account_id = ?");
      outbox = connection.prepareStatement("INSERT INTO outbox (effect_key, payload, due_at) VALUES (?, ?, ?)");
    }

    @Override
    public void work(int piece) throws SQLException {
      String transaction = "bench-" + (first + piece);
      long account = (first + piece) % Payments.ACCOUNTS;
      long amount = 100 + piece % 900;
      Timestamp now = new Timestamp(System.currentTimeMillis());
      run(payment, transaction, account, amount, now);
      run(postings, transaction, CLEARING, -amount, transaction, account, amount);
      run(balance, amount, account);
      run(outbox, "credit:" + transaction, "{\"account\":" + account + ",\"amount\":" + amount + "}", now);
      connection.commit();
    }

    private static void run(PreparedStatement statement, Object... values) throws SQLException {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
