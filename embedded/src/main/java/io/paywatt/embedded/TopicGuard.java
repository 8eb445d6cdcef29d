package io.paywatt.embedded;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import com.hivemq.extension.sdk.api.interceptor.publish.PublishInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses what a meter publishes on a topic that is not its own, and reports it as an event of that meter, at most one a
 * minute. Only connections of meters have it; the permissions would refuse it as well, without a word.
 */
final class TopicGuard implements PublishInboundInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(TopicGuard.class);
  private static final long REPORT_EVERY_SECONDS = 60;
  private static final int SHOWN = 120;

  private final String prefix;
  private final DeviceTopics others;
  private final Map<String, Instant> reported = new ConcurrentHashMap<>();

  TopicGuard(MeterDoor door) {
    this.prefix = door.prefix();
    this.others = door.others();
  }

  @Override
  public void onInboundPublish(PublishInboundInput input, PublishInboundOutput output) {
    String serial = input.getConnectionInformation().getConnectionAttributeStore().getAsString(BrokerAccess.METER)
        .orElse("");
    String topic = input.getPublishPacket().getTopic();
    String own = prefix + "/" + serial + "/";
    if (topic.startsWith(own) && !topic.equals(own + "command") || others.mayPublish(serial, topic)) {
      return;
    }
    output.preventPublishDelivery(AckReasonCode.NOT_AUTHORIZED, "The topic is not one of meter " + serial);
    Instant now = Instant.now();
    Instant last = reported.put(serial, now);
    if (last == null || last.plusSeconds(REPORT_EVERY_SECONDS).isBefore(now)) {
      report(serial, topic, now);
    } else {
      reported.put(serial, last);
    }
  }

  private void report(String serial, String topic, Instant now) {
    String shown = topic.length() <= SHOWN ? topic : topic.substring(0, SHOWN) + "...";
    LOG.warn("Meter {} published on a topic that is not its own: {}", serial, shown);
    String event = "{\"at\":\"" + now + "\",\"kind\":\"wrong-topic\",\"detail\":{\"topic\":\"" + json(shown) + "\"}}";
    Services.publishService().publish(Builders.publish().topic(prefix + "/" + serial + "/event").qos(Qos.AT_LEAST_ONCE)
        .payload(ByteBuffer.wrap(event.getBytes(StandardCharsets.UTF_8))).build());
  }

  private static String json(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", "?");
  }
}
