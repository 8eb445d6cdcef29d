/** Zigbee plugs and meters behind Zigbee2MQTT. */
package io.paywatt.meter.codec.zigbee2mqtt;
