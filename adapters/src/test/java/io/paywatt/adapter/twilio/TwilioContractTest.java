package io.paywatt.adapter.twilio;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import io.paywatt.adapter.Air;
import io.paywatt.adapter.NoticeChannelContract;
import io.paywatt.ledger.sms.PhoneNumbers;
import io.paywatt.simulator.channel.ChannelServer.Taken;
import io.paywatt.simulator.channel.TwilioMessages;

class TwilioContractTest extends NoticeChannelContract {
  private static final String SID = "AC0123456789abcdef0123456789abcdef";
  private static final String STATUS_URL = "https://pay.example.com/webhooks/twilio-status";
  private TwilioMessages twilio;

  @Override
  protected Air open() throws Exception {
    twilio = new TwilioMessages(SID, "12345");
    return Air.of(twilio);
  }

  @Override
  protected String sink() {
    return "kamelet:twilio-sms-sink";
  }

  @Override
  protected Map<String, Object> beans() throws Exception {
    return Map.of("twilioSender", sender("12345"), "twilioReceipts", new TwilioReceipts(settings("12345")));
  }

  @Override
  protected Object stranger() throws Exception {
    return sender("other");
  }

  @Override
  protected String recipient() {
    return "13800138000";
  }

  @Override
  protected String shown() {
    return TEXT;
  }

  @Override
  protected String forGood() {
    return "21610";
  }

  @Override
  protected String tooMuch() {
    return "20429";
  }

  @Override
  protected Duration wait(String code) {
    return Duration.ofSeconds(5);
  }

  private TwilioSender sender(String token) {
    return new TwilioSender(settings(token), new PhoneNumbers("+86"));
  }

  private TwilioSettings settings(String token) {
    return TwilioSettings.of(SID, token, "+15005550006", STATUS_URL, twilio.url());
  }

  private boolean call(String hub, Taken message, String status, String token) throws IOException {
    String called = twilio.callback(message.id());
    Map<String, String> form = new TreeMap<>(Map.of("MessageSid", message.id(), "MessageStatus", status, "AccountSid", SID));
    return new io.paywatt.simulator.twilio.TwilioSender(hub + "twilio-status" + called.substring(STATUS_URL.length()),
        called, token)
        .post(form).ok();
  }

  @Override
  protected Receipts receipts() {
    return new Receipts() {
      @Override
      public String source() {
        return "kamelet:twilio-receipt-source";
      }

      @Override
      public boolean tell(String hub, Taken message, boolean delivered) throws IOException {
        return call(hub, message, delivered ? "delivered" : "undelivered", "12345");
      }

      @Override
      public boolean forge(String hub, Taken message) throws IOException {
        return !call(hub, message, "delivered", "other");
      }
    };
  }
}
