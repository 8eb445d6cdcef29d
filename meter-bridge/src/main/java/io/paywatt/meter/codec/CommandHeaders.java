package io.paywatt.meter.codec;

import org.apache.camel.Message;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Constants;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Hands an encoded command to camel-paho-mqtt5 by the headers of that component. */
final class CommandHeaders {
  /** Topic a message came in under, set by paho-mqtt5 and by a replay. */
  static final String TOPIC_RECEIVED = PahoMqtt5Constants.MQTT_TOPIC;
  private static final int QOS_AT_LEAST_ONCE = 1;

  private CommandHeaders() {}

  /** Sets topic, QoS 1, not retained and the MQTT 5 properties. */
  static void set(Message message, EncodedCommand command) {
    message.setHeader(PahoMqtt5Constants.CAMEL_PAHO_OVERRIDE_TOPIC, command.topic());
    message.setHeader(PahoMqtt5Constants.CAMEL_PAHO_MSG_QOS, QOS_AT_LEAST_ONCE);
    message.setHeader(PahoMqtt5Constants.CAMEL_PAHO_MSG_RETAINED, false);
    message.setHeader(PahoMqtt5Constants.CAMEL_PAHO_MSG_PROPERTIES, properties(command));
  }

  private static MqttProperties properties(EncodedCommand command) {
    MqttProperties properties = new MqttProperties();
    properties.setResponseTopic(command.responseTopic());
    properties.setCorrelationData(command.correlation());
    properties.setMessageExpiryInterval(command.expirySeconds());
    properties.setContentType(command.contentType());
    properties.setPayloadFormat(command.text());
    return properties;
  }
}
