package io.paywatt.adapter.mpesa;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import io.paywatt.ledger.Rejected;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The address M-Pesa calls back: {@code /webhooks/<any word>/<token>/<door>/...}. Any word will do, because M-Pesa refuses
 * addresses that hold its own name. Nothing else about a call can be checked.
 */
final class MpesaDoor {
  private static final Logger LOG = LoggerFactory.getLogger(MpesaDoor.class);
  private static final String REMOTE_ADDRESS = "CamelVertxPlatformHttpRemoteAddress";
  private static final int FIXED = 4;

  private final byte[] token;
  private final List<AddressRange> allowed;

  MpesaDoor(MpesaSettings settings) {
    this.token = settings.callbackToken().getBytes(StandardCharsets.US_ASCII);
    this.allowed = settings.allowedAddresses().stream().map(AddressRange::of).toList();
  }

  /** What M-Pesa is told to call, without the door: ends with a slash. */
  static String address(MpesaSettings settings) {
    return settings.callbackUrl() + "/webhooks/mobile/" + settings.callbackToken() + "/";
  }

  /**
   * @return the parts of the path behind the door
   * @throws Rejected 404 wrong token, 403 not an address of M-Pesa
   */
  List<String> enter(Exchange exchange) {
    String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, "", String.class);
    List<String> parts = List.of(path.replaceFirst("^/+", "").split("/"));
    boolean known = parts.size() >= FIXED && MessageDigest.isEqual(token, parts.get(2).getBytes(StandardCharsets.UTF_8));
    if (!known) {
      throw new Rejected(404, "no such address");
    }
    String from = from(exchange);
    if (!allowed.isEmpty() && allowed.stream().noneMatch(range -> range.holds(from))) {
      LOG.warn("M-Pesa callback from {}, which is not in paywatt.mpesa.allowed-addresses", from);
      throw new Rejected(403, "not an address of M-Pesa");
    }
    return parts.subList(FIXED, parts.size());
  }

  private static String from(Exchange exchange) {
    String address = String.valueOf(exchange.getMessage().getHeader(REMOTE_ADDRESS));
    int port = address.lastIndexOf(':');
    String host = port < 0 ? address : address.substring(0, port);
    return host.replaceAll("[\\[\\]]", "");
  }
}
