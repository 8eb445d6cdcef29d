package io.paywatt.adapter.wechatpush;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import io.paywatt.adapter.ReceiptDoor;
import io.paywatt.adapter.Secret;
import io.paywatt.adapter.WebhookAnswer;
import io.paywatt.adapter.WebhookCall;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.notice.Receipt;
import io.paywatt.ledger.notice.Receipt.State;
import org.apache.camel.Exchange;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Events of an official account in plain XML: TEMPLATESENDJOBFINISH says what became of a template message. The signature is
 * SHA-1 over token, time and nonce and leaves the body open, so an event moves the state of a notice and nothing else.
 */
public final class WechatEvents {
  private final Supplier<String> token;

  /** @param token as set at the account's server configuration, or {@code file:/path}; null: every call is answered 404 */
  public WechatEvents(String token) {
    this.token = token == null ? null : Secret.of(token);
  }

  /**
   * First step of the source: the receipt, nothing for other events; the question whether this is our server is answered
   * here.
   */
  public byte[] receive(Exchange exchange) {
    String echo = exchange.getMessage().getHeader("echostr", String.class);
    boolean asked = "GET".equals(exchange.getMessage().getHeader(Exchange.HTTP_METHOD, String.class));
    byte[] receipts = ReceiptDoor.take(exchange, "wechat-mp", call -> read(call, asked));
    if (asked && !exchange.isRouteStop() && echo != null && echo.matches("[0-9A-Za-z_-]{1,64}")) {
      return new WebhookAnswer(200, "text/plain", echo.getBytes(StandardCharsets.US_ASCII)).insteadOfRoute(exchange);
    }
    return receipts;
  }

  /** Last step of the source: noted. */
  public void answer(Exchange exchange) {
    new WebhookAnswer(200, "text/plain", "success".getBytes(StandardCharsets.US_ASCII)).on(exchange);
  }

  private List<Receipt> read(Exchange exchange, boolean asked) {
    if (token == null) {
      throw new Rejected(404, "this endpoint is not configured: set the key paywatt.wechat-mp.event-token");
    }
    if (!MessageDigest.isEqual(sign(exchange).getBytes(StandardCharsets.US_ASCII),
        query(exchange, "signature").getBytes(StandardCharsets.UTF_8))) {
      throw new Rejected(401, "the signature does not match");
    }
    if (asked) {
      return List.of();
    }
    Document event = xml(WebhookCall.of(exchange, "text/xml").body());
    if (!text(event, "Event").equals("TEMPLATESENDJOBFINISH")) {
      return List.of();
    }
    String status = text(event, "Status");
    return List.of(new Receipt("wechat-mp", null, text(event, "MsgID"),
        status.equals("success") ? State.DELIVERED : State.FAILED, ReceiptDoor.reason(status, "")));
  }

  private String sign(Exchange exchange) {
    String text = Stream.of(token.get(), query(exchange, "timestamp"), query(exchange, "nonce")).sorted()
        .collect(Collectors.joining());
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no SHA-1 on this Java", e);
    }
  }

  private static String query(Exchange exchange, String name) {
    return exchange.getMessage().getHeader(name) instanceof String text ? text : "";
  }

  private static Document xml(byte[] body) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(new ByteArrayInputStream(body));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new Rejected(400, "the event is no XML");
    }
  }

  private static String text(Document document, String name) {
    NodeList found = document.getElementsByTagName(name);
    return found.getLength() == 1 ? found.item(0).getTextContent().strip() : "";
  }
}
