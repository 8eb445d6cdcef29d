package io.paywatt.adapter.email;

import java.util.List;
import io.paywatt.adapter.OutgoingNotices;
import io.paywatt.adapter.SendResult;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.notice.OutgoingNotice;
import jakarta.mail.SendFailedException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * Notices by e-mail as the kamelet email-sink uses it: {@link #prepare}, the mail step, then {@link #result} or {@link
 * #noResult}. What a mail server takes may still come back as a mail of its own: there is no receipt. Safe for many threads.
 */
public final class MailNotice {
  private static final String PROVIDER = "email";
  private static final String NOTICE = "PayWattNotice";
  private static final int FIRST_PERMANENT = 500;
  /** Nobody there, by RFC 5321 4.2. */
  private static final List<Integer> NOBODY = List.of(550, 551, 553);

  private final String from;

  /** @param from mailbox that is written from, or with a name: {@code North Court <power@example.com>} */
  public MailNotice(String from) {
    this.from = from;
  }

  /** First step of the sink: sender, recipient, subject and text in UTF-8. @throws Rejected 422 no mailbox */
  public void prepare(Exchange exchange) {
    OutgoingNotice notice = OutgoingNotices.of(exchange);
    exchange.setProperty(NOTICE, notice);
    if (notice.recipient() == null || !notice.recipient().matches("[^\\s@<>,;:\"]+@[A-Za-z0-9.-]+")) {
      throw new Rejected(422, "notice " + notice.id() + " has no usable mailbox");
    }
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader("From", from);
    message.setHeader("To", notice.recipient());
    message.setHeader("Subject", notice.title());
    // a receiver that gets it twice can tell by this
    message.setHeader("X-PayWatt-Notice", Long.toString(notice.id()));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=UTF-8");
    message.setBody(notice.text());
  }

  /** Last step: the mail server has taken it. */
  public void result(Exchange exchange) {
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(SendResult.taken(notice(exchange).id(), PROVIDER, "ok"));
  }

  /** It has not: for good with a code from 500 on, else again. */
  public void noResult(Exchange exchange) {
    exchange.getMessage().removeHeaders("*");
    Throwable cause = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
    long id = notice(exchange).id();
    int code = code(cause);
    String error = code == 0 ? "the mail server did not take it: " + cause.getMessage() : "the mail server answered " + code;
    exchange.getMessage().setBody(NOBODY.contains(code) ? SendResult.gone(id, PROVIDER, error)
        : SendResult.refused(id, PROVIDER, code < FIRST_PERMANENT, error));
  }

  private static OutgoingNotice notice(Exchange exchange) {
    return exchange.getProperty(NOTICE, OutgoingNotice.class);
  }

  /** The mail server's code for this recipient or for the mail, 0 when it gave none. */
  private static int code(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SMTPAddressFailedException address) {
        return address.getReturnCode();
      }
      if (cause instanceof SendFailedException failed
          && failed.getNextException() instanceof SMTPAddressFailedException address) {
        return address.getReturnCode();
      }
      if (cause instanceof SMTPSendFailedException failed && failed.getReturnCode() > 0) {
        return failed.getReturnCode();
      }
    }
    return 0;
  }
}
