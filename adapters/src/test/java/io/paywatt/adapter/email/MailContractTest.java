package io.paywatt.adapter.email;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import io.paywatt.adapter.Air;
import io.paywatt.adapter.NoticeChannelContract;
import io.paywatt.simulator.channel.ChannelServer.Taken;
import io.paywatt.simulator.channel.MailServer;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

class MailContractTest extends NoticeChannelContract {
  private MailServer server;

  @Override
  protected Air open() throws Exception {
    server = new MailServer("power", "right");
    return new Air(() -> server.mails().stream().map(MailContractTest::read).toList(), server::fail, server::loseAnswer,
        server);
  }

  @Override
  protected String sink() {
    return sink("right");
  }

  @Override
  protected String strangerSink() {
    return sink("wrong");
  }

  private String sink(String password) {
    return "kamelet:email-sink?url=" + server.url() + "&user=power&password=" + password;
  }

  @Override
  protected Map<String, Object> beans() throws Exception {
    return Map.of("mailNotice", new MailNotice("北苑 <power@example.com>"));
  }

  @Override
  protected Object stranger() throws Exception {
    return null;
  }

  @Override
  protected String recipient() {
    return "li.lei@example.com";
  }

  @Override
  protected String shown() {
    return TITLE + "|" + TEXT;
  }

  @Override
  protected String forGood() {
    return "552 5.2.2 mailbox full";
  }

  @Override
  protected String tooMuch() {
    return "450 4.2.1 too many mails";
  }

  @Override
  protected Duration wait(String code) {
    return null;
  }

  @Override
  protected String code(String told) {
    return told.substring(0, 3);
  }

  private static Taken read(MailServer.Mail mail) {
    try {
      MimeMessage message = new MimeMessage(Session.getInstance(new Properties()),
          new ByteArrayInputStream(mail.source().getBytes(StandardCharsets.ISO_8859_1)));
      return new Taken("1", message.getHeader("X-PayWatt-Notice")[0], mail.to(),
          message.getSubject() + "|" + message.getContent().toString().strip());
    } catch (MessagingException | java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
