/** Publishing commands through camel-paho-mqtt5, and safe paho clients for an integrator's own routes. */
package io.paywatt.meter.command;
