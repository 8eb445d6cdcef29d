/**
 * Publishing commands through camel-paho-mqtt5 ({@link io.paywatt.meter.command.CommandPublisher}), and a safe client for
 * an integrator's own routes ({@link io.paywatt.meter.command.DeferredMqttClient}).
 */
package io.paywatt.meter.command;
