package io.paywatt.hub.inquiry;

import io.paywatt.ledger.inquiry.Inquiries;
import io.paywatt.ledger.inquiry.OutgoingInquiry;
import io.paywatt.ledger.payment.PaymentResult;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;

/** One question to a provider on its route, and what its answer means. Bean {@code inquiryDoor}. */
public final class InquiryDoor {
  private static final String ID = "inquiryId";

  private final Inquiries inquiries;

  public InquiryDoor(Inquiries inquiries) {
    this.inquiries = inquiries;
  }

  /** Remembers which inquiry it is; the body becomes what the kamelet or the door takes. */
  public void begin(Exchange exchange) throws InvalidPayloadException {
    Message message = exchange.getMessage();
    OutgoingInquiry inquiry = message.getMandatoryBody(OutgoingInquiry.class);
    exchange.setVariable(ID, inquiry.id());
    exchange.setVariable("provider", inquiry.provider());
    exchange.setVariable("ask", inquiry.ask());
    message.removeHeaders("*");
    message.setBody(inquiry.body());
  }

  /** Reads the answer to a query; the body becomes the payment notice, or null when there is nothing to post. */
  public void queried(Exchange exchange) throws InvalidPayloadException {
    Message message = exchange.getMessage();
    byte[] notice = inquiries.queried(id(exchange), message.getMandatoryBody(byte[].class));
    message.removeHeaders("*");
    message.setBody(notice);
  }

  /** Reads the answer to a close; there is nothing to post. */
  public void closed(Exchange exchange) throws InvalidPayloadException {
    inquiries.closed(id(exchange), exchange.getMessage().getMandatoryBody(byte[].class));
    exchange.getMessage().setBody(null);
  }

  /** The door for money has answered. */
  public void posted(Exchange exchange) throws InvalidPayloadException {
    inquiries.posted(id(exchange), exchange.getMessage().getMandatoryBody(PaymentResult.class));
  }

  /** There was no answer, or none that can be used: asked again later. */
  public void failed(Exchange exchange) {
    Throwable cause = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
    inquiries.unanswered(id(exchange), cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
  }

  private static long id(Exchange exchange) {
    return exchange.getVariable(ID, Long.class);
  }
}
