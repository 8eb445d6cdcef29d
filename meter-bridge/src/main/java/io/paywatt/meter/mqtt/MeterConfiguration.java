package io.paywatt.meter.mqtt;

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of {@code meter:}; set on the component they are the defaults of every endpoint. */
@UriParams
@Configurer(extended = true)
public class MeterConfiguration implements Cloneable {
  private static final int MQTT_MAX_RECEIVE = 65_535;

  @UriParam(defaultValue = "mqtt://localhost:1883",
      description = "Broker as mqtt://host:port, or mqtts://host:port for TLS")
  private String brokerUrl = "mqtt://localhost:1883";
  @UriParam(label = "security", secret = true, description = "User name at the broker")
  private String username;
  @UriParam(label = "security", secret = true, description = "Password at the broker")
  private String password;
  @UriParam(label = "security", description = "How to speak TLS to the broker, for mqtts: bean of the type"
      + " io.paywatt.meter.mqtt.MqttTls; else as the JVM does it")
  private MqttTls tls;
  @UriParam(defaultValue = "paywatt", description = "First part of the topics: prefix/{serial}/kind")
  private String prefix = "paywatt";
  @UriParam(defaultValue = "paywatt-hub",
      description = "Name of this hub node; part of the client id, so it must be unique among the nodes and stay the same")
  private String node = "paywatt-hub";
  @UriParam(description = "MQTT client id, instead of the one made from node and kind")
  private String clientId;
  @UriParam(description = "Nodes of the same group share the messages between them; empty: every node gets every message,"
      + " which the ledger keeps once. Not for the embedded broker: killed, it forgets what a group had in hand. Not used"
      + " for online, whose retained messages a group would not get, nor for make, whose answers only the node knows that asked")
  private String sharedGroup;
  @UriParam(defaultValue = "500", description = "Most messages in one exchange")
  private int batchSize = 500;
  @UriParam(defaultValue = "50", description = "Milliseconds a batch waits at most after its first message")
  private long batchMillis = 50;
  @UriParam(defaultValue = "5", description = "A batch waits no longer when nothing more came for so many milliseconds")
  private long quietMillis = 5;
  @UriParam(defaultValue = "4000",
      description = "Most messages the broker sends ahead of the acknowledgement; at least the batch size")
  private int receiveMaximum = 4000;
  @UriParam(defaultValue = "86400", description = "Seconds the broker keeps messages for a hub that is away")
  private long sessionExpirySeconds = 86_400;
  @UriParam(defaultValue = "30", description = "Seconds after which a silent connection is probed")
  private int keepAliveSeconds = 30;
  @UriParam(defaultValue = "262144", label = "advanced",
      description = "Bytes of the largest packet the broker may send; it drops larger ones")
  private int maxPacketBytes = 262_144;

  /** A copy for one endpoint. */
  public MeterConfiguration copy() {
    try {
      return (MeterConfiguration) clone();
    } catch (CloneNotSupportedException e) {
      throw new RuntimeCamelException(e);
    }
  }

  /** @throws IllegalArgumentException naming the option, its value and what is allowed */
  void validate() {
    BrokerAddress.of(brokerUrl);
    require(batchSize >= 1 && batchSize <= MQTT_MAX_RECEIVE, "batchSize", batchSize, "1 to 65535");
    require(receiveMaximum >= batchSize && receiveMaximum <= MQTT_MAX_RECEIVE, "receiveMaximum", receiveMaximum,
        "batchSize (" + batchSize + ") to 65535");
    require(batchMillis >= 0 && batchMillis <= 60_000, "batchMillis", batchMillis, "0 to 60000");
    require(quietMillis >= 0 && quietMillis <= 60_000, "quietMillis", quietMillis, "0 to 60000");
    require(sessionExpirySeconds >= 1 && sessionExpirySeconds <= 0xFFFF_FFFFL, "sessionExpirySeconds",
        sessionExpirySeconds, "1 to 4294967295");
    require(keepAliveSeconds >= 5 && keepAliveSeconds <= 65_535, "keepAliveSeconds", keepAliveSeconds, "5 to 65535");
    require(maxPacketBytes >= 1024, "maxPacketBytes", maxPacketBytes, "1024 or more");
    require(node != null && !node.isBlank(), "node", node, "a name");
  }

  private static void require(boolean holds, String option, Object value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException("option " + option + " is " + value + ", allowed is " + allowed);
    }
  }

  public String getBrokerUrl() {
    return brokerUrl;
  }

  public void setBrokerUrl(String brokerUrl) {
    this.brokerUrl = brokerUrl;
  }

  public String getUsername() {
    return username;
  }

  public void setUsername(String username) {
    this.username = username;
  }

  public String getPassword() {
    return password;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  public MqttTls getTls() {
    return tls;
  }

  public void setTls(MqttTls tls) {
    this.tls = tls;
  }

  public String getPrefix() {
    return prefix;
  }

  public void setPrefix(String prefix) {
    this.prefix = prefix;
  }

  public String getNode() {
    return node;
  }

  public void setNode(String node) {
    this.node = node;
  }

  public String getClientId() {
    return clientId;
  }

  public void setClientId(String clientId) {
    this.clientId = clientId;
  }

  public String getSharedGroup() {
    return sharedGroup;
  }

  public void setSharedGroup(String sharedGroup) {
    this.sharedGroup = sharedGroup;
  }

  public int getBatchSize() {
    return batchSize;
  }

  public void setBatchSize(int batchSize) {
    this.batchSize = batchSize;
  }

  public long getBatchMillis() {
    return batchMillis;
  }

  public void setBatchMillis(long batchMillis) {
    this.batchMillis = batchMillis;
  }

  public long getQuietMillis() {
    return quietMillis;
  }

  public void setQuietMillis(long quietMillis) {
    this.quietMillis = quietMillis;
  }

  public int getReceiveMaximum() {
    return receiveMaximum;
  }

  public void setReceiveMaximum(int receiveMaximum) {
    this.receiveMaximum = receiveMaximum;
  }

  public long getSessionExpirySeconds() {
    return sessionExpirySeconds;
  }

  public void setSessionExpirySeconds(long sessionExpirySeconds) {
    this.sessionExpirySeconds = sessionExpirySeconds;
  }

  public int getKeepAliveSeconds() {
    return keepAliveSeconds;
  }

  public void setKeepAliveSeconds(int keepAliveSeconds) {
    this.keepAliveSeconds = keepAliveSeconds;
  }

  public int getMaxPacketBytes() {
    return maxPacketBytes;
  }

  public void setMaxPacketBytes(int maxPacketBytes) {
    this.maxPacketBytes = maxPacketBytes;
  }
}
