package io.paywatt.meter.mqtt;

import java.util.List;
import java.util.Set;
import io.paywatt.meter.codec.MeterCodecs;
import io.paywatt.meter.topic.MeterTopics;
import io.paywatt.meter.topic.MeterTopics.Kind;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Receive messages of meters over MQTT 5 in batches, acknowledged to the broker when the route has ended well.
 *
 * <p>The body is a {@code List<MeterMessage>}. A batch that fails is tried again, after 0.2 s doubling to 5 s, until it
 * succeeds or the route stops; what was not acknowledged the broker delivers again. So a message may come twice, and none
 * is lost: the route must be repeatable and must end a batch only when its work is durable (no {@code seda:}, no
 * {@code aggregate} before that).
 */
@UriEndpoint(firstVersion = "0.1.0", scheme = "meter", title = "Meter", syntax = "meter:kind", consumerOnly = true,
    category = {Category.IOT, Category.MESSAGING})
public class MeterEndpoint extends DefaultEndpoint {
  private static final String OTHER_MAKES = "make";
  private static final Set<Kind> FROM_METERS = Set.of(Kind.READING, Kind.EVENT, Kind.ONLINE, Kind.REPLY);

  @UriPath(description = "What to receive: reading, event, online or reply; make for the topics of all other makes; any name when"
      + " topicFilter is given")
  @Metadata(required = true)
  private final String kind;
  @UriParam(description = "MQTT topic filter, instead of the one made from prefix and kind")
  private String topicFilter;
  @UriParam
  private MeterConfiguration configuration;

  MeterEndpoint(String uri, String kind, MeterComponent component, MeterConfiguration configuration) {
    super(uri, component);
    this.kind = kind;
    this.configuration = configuration;
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException("meter: only receives; send commands with kamelet:paywatt-meter-sink");
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    configuration.validate();
    MeterConsumer consumer = new MeterConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    if (topicFilter == null && !kind.equals(OTHER_MAKES)) {
      kind();
    }
  }

  /**
   * The filters to subscribe with, shared within the group; none for {@code make} when there is no other make. Those of {@code
   * make} are not shared: such answers do not repeat which command they belong to, only the node that sent it knows.
   *
   * @throws IllegalArgumentException when neither a known kind nor a topicFilter is given
   */
  List<String> subscriptions() {
    if (topicFilter != null) {
      return List.of(shared(topicFilter));
    }
    if (kind.equals(OTHER_MAKES)) {
      MeterCodecs codecs = getCamelContext().getRegistry().findSingleByType(MeterCodecs.class);
      return codecs == null ? List.of() : codecs.filters();
    }
    Kind known = kind();
    String filter = new MeterTopics(configuration.getPrefix()).filter(known);
    return List.of(known == Kind.ONLINE ? filter : shared(filter));
  }

  private String shared(String filter) {
    String group = configuration.getSharedGroup();
    boolean shared = group != null && !group.isBlank() && !filter.startsWith("$share/");
    return shared ? "$share/" + group + "/" + filter : filter;
  }

  /** The client id: stable over restarts, one for each node and kind. */
  String clientId() {
    return configuration.getClientId() != null ? configuration.getClientId()
        : configuration.getNode() + "-meter-" + kind;
  }

  private Kind kind() {
    Kind known = Kind.of(kind);
    if (!FROM_METERS.contains(known)) {
      throw new IllegalArgumentException("meter:" + kind + ", allowed are reading, event, online, reply and make");
    }
    return known;
  }

  public String getKind() {
    return kind;
  }

  public String getTopicFilter() {
    return topicFilter;
  }

  public void setTopicFilter(String topicFilter) {
    this.topicFilter = topicFilter;
  }

  public MeterConfiguration getConfiguration() {
    return configuration;
  }

  public void setConfiguration(MeterConfiguration configuration) {
    this.configuration = configuration;
  }
}
