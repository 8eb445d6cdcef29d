package io.paywatt.embedded;

import java.nio.file.Path;

/**
 * How meters come to the broker.
 *
 * @param prefix              first part of the topics
 * @param credentialsRequired whether the one account is for this machine alone, so that a meter needs its own
 * @param tlsPort             port for TLS, or 0: none, and meters reach the broker from this machine only
 * @param host                address of the port for TLS
 * @param certificate         PEM, the broker's own; null without TLS
 * @param key                 PEM, its key; null without TLS
 * @param clientAuthority     PEM, authorities whose certificates prove a meter's serial, or null: none do
 * @param others              topics of makes that have others
 */
record MeterDoor(String prefix, boolean credentialsRequired, int tlsPort, String host, Path certificate, Path key,
    Path clientAuthority, DeviceTopics others) {
  /** Whether there is a port for meters from the network. */
  boolean isOpen() {
    return tlsPort > 0;
  }
}
