package io.paywatt.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

/**
 * The least that a durable reading costs: one subscriber, batches of up to 1000, one bulk insert and one commit a batch,
 * acknowledged to the broker after the commit. Nothing is looked up or checked.
 */
final class ReadingLimit {
  private static final int BATCH = 1000;
  private static final long PATIENCE_SECONDS = 60;

  private final Servers servers;
  private final ReadingKind kind;

  ReadingLimit(Servers servers, ReadingKind kind) {
    this.servers = servers;
    this.kind = kind;
  }

  void prepare() throws SQLException {
    servers.create("CREATE OR REPLACE TABLE reading (meter_id BIGINT NOT NULL, at DATETIME(3) NOT NULL, energy_wh BIGINT NOT NULL,"
        + " seq BIGINT NULL, relay VARCHAR(6) NULL, power_w INT NULL, received_at DATETIME(3) NOT NULL,"
        + " PRIMARY KEY (meter_id, at)) ENGINE=InnoDB");
  }

  Measure measure(ReadingStream stream, int meters, int from, int to) throws Exception {
    int count = meters * (to - from);
    BlockingQueue<Mqtt5Publish> inbox = new LinkedBlockingQueue<>();
    ExecutorService writer = Executors.newSingleThreadExecutor();
    Mqtt5AsyncClient client = servers.mqtt("bench-limit");
    try (Connection connection = servers.own()) {
      client.publishes(MqttGlobalPublishFilter.ALL, inbox::add, true);
      client.subscribeWith().topicFilter(kind.limitFilter()).qos(MqttQos.AT_LEAST_ONCE).send().join();
      long began = System.nanoTime();
      Future<Long> end = writer.submit(() -> write(connection, inbox, count));
      stream.publish(true, meters, from, to);
      return new Measure(count, end.get() - began, new long[0]);
    } finally {
      writer.shutdownNow();
      client.disconnect().join();
    }
  }

  private long write(Connection connection, BlockingQueue<Mqtt5Publish> inbox, int count) throws Exception {
    List<Mqtt5Publish> batch = new ArrayList<>(BATCH);
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO reading"
        + " (meter_id, at, energy_wh, seq, relay, power_w, received_at) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      for (int written = 0; written < count; written += batch.size()) {
        batch.clear();
        Mqtt5Publish first = inbox.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (first == null) {
          throw new BenchFailed("the broker handed over " + written + " of " + count + " readings to the limit program");
        }
        batch.add(first);
        inbox.drainTo(batch, BATCH - 1);
        for (Mqtt5Publish message : batch) {
          kind.bind(insert, message);
          insert.setTimestamp(7, new Timestamp(System.currentTimeMillis()));
          insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
        batch.forEach(Mqtt5Publish::acknowledge);
      }
    }
    return System.nanoTime();
  }
}
