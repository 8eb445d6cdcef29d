package io.paywatt.embedded;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.migration.meta.PersistenceType;
import com.hivemq.mqtt.message.publish.PUBLISH;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** How the broker is set up: everything it promises to keep is on disk, in megabytes rather than gigabytes. */
final class BrokerSettings {
  /** Of sessions and queues; must stay what it was when the data were first written. */
  private static final int BUCKETS = 8;
  private static final int MEMTABLE_BYTES = 32 << 20;
  private static final int UNACKNOWLEDGED_PER_CLIENT = 4000;
  private static final int QUEUED_PER_CLIENT = 100_000;

  private BrokerSettings() {}

  /** Call before the broker is built. */
  static void apply() {
    InternalConfigurations.PERSISTENCE_BUCKET_COUNT.set(BUCKETS);
    InternalConfigurations.PAYLOAD_PERSISTENCE_BUCKET_COUNT.set(BUCKETS);
    // RocksDB sets aside a share of the machine's memory, on disk as well; the share for payloads can be chosen, that
    // for retained messages can't, so those go to the other store
    InternalConfigurations.PAYLOAD_PERSISTENCE_MEMTABLE_SIZE_PORTION.set(portion(MEMTABLE_BYTES));
    InternalConfigurations.PAYLOAD_PERSISTENCE_BLOCK_CACHE_SIZE_PORTION.set(portion(MEMTABLE_BYTES));
    InternalConfigurations.RETAINED_MESSAGE_PERSISTENCE_TYPE.set(PersistenceType.FILE);
    InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(200);
    // the default of 50 bounds what a reader that acknowledges in batches can have in hand
    InternalConfigurations.MAX_INFLIGHT_WINDOW_SIZE_MESSAGES = UNACKNOWLEDGED_PER_CLIENT;
  }

  /**
   * Call when the stores are loaded and no client is connected yet. A kill can leave a queue entry whose payload was not
   * written; the broker would number the next message like that entry, take the payload for known, and lose a message it
   * acknowledges. Numbers far ahead of what was in flight can't meet.
   */
  static void skipMessageNumbers() {
    PUBLISH.PUBLISH_COUNTER.addAndGet(1_000_000);
  }

  private static int portion(int bytes) {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return (int) Math.max(1, system.getTotalMemorySize() / bytes);
  }

  /** @param tls a further listener, or nothing */
  static String xml(int port, String host, String tls) {
    return """
        <?xml version="1.0"?>
        <hivemq>
          <listeners>
            <tcp-listener><port>%d</port><bind-address>%s</bind-address></tcp-listener>
        %s
          </listeners>
          <mqtt>
            <queued-messages><max-queue-size>%d</max-queue-size><strategy>discard</strategy></queued-messages>
            <receive-maximum><server-receive-maximum>%d</server-receive-maximum></receive-maximum>
          </mqtt>
          <persistence><mode>file</mode></persistence>
          <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
        </hivemq>
        """.formatted(port, host, tls, QUEUED_PER_CLIENT, UNACKNOWLEDGED_PER_CLIENT);
  }

  /** With a client certificate a meter needs no password; without one it does. */
  static String tlsListener(Path conf, String password, MeterDoor door) {
    String trust = door.clientAuthority() == null ? "" : "<truststore><path>%s</path><password>%s</password></truststore>"
        .formatted(conf.resolve("trust.p12").toAbsolutePath(), password);
    return """
            <tls-tcp-listener><port>%d</port><bind-address>%s</bind-address><tls>
              <keystore><path>%s</path><password>%s</password><private-key-password>%s</private-key-password></keystore>
              %s
              <client-authentication-mode>%s</client-authentication-mode>
            </tls></tls-tcp-listener>""".formatted(door.tlsPort(), door.host(), conf.resolve("identity.p12").toAbsolutePath(),
        password, password, trust, door.clientAuthority() == null ? "NONE" : "OPTIONAL");
  }
}
