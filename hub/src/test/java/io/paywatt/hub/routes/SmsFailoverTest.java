package io.paywatt.hub.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import io.paywatt.adapter.SendResult;
import io.paywatt.hub.desk.NoticeResults;
import io.paywatt.ledger.notice.NoticeDesk;
import io.paywatt.ledger.notice.NoticeRules;
import io.paywatt.ledger.notice.NoticeSettings;
import io.paywatt.ledger.notice.OutgoingNotice;
import io.paywatt.ledger.notice.Texts;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The route sms-failover as it ships, between two providers that do as they are told. */
class SmsFailoverTest {
  private static final Path HOME = Path.of("..");
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final List<String> asked = new ArrayList<>();
  private boolean down;
  @TempDir Path folder;

  @BeforeEach void start() throws Exception {
    NoticeRules rules = NoticeRules.load(HOME.resolve("config/notices.yaml"));
    Files.createDirectories(folder.resolve("texts"));
    Files.writeString(folder.resolve("texts/en.yaml"), Files.readString(HOME.resolve("config/texts/en.yaml"))
        .replaceFirst("cut-off:\n", "cut-off:\n  template: {one: T-1, two: T-2}\n"));
    NoticeDesk desk = new NoticeDesk(null, Texts.load(folder.resolve("texts"), rules.segments()),
        new NoticeSettings(List.of(), "en", ZoneId.of("UTC"), "one", rules));
    Properties properties = new Properties();
    properties.setProperty("paywatt.sms.channel", "one");
    properties.setProperty("paywatt.sms.fallback", "two");
    camel.getPropertiesComponent().setInitialProperties(properties);
    camel.getRegistry().bind("noticeResults", new NoticeResults(desk, "two"));
    camel.getRegistry().bind("provider", new Provider());
    for (String name : List.of("one", "two")) {
      Files.writeString(folder.resolve(name + "-sms-sink.kamelet.yaml"), KAMELET.replace("NAME", name));
    }
    camel.getComponent("kamelet", KameletComponent.class).setLocation("file:" + folder);
    PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel,
        "file:" + HOME.resolve("routes/notify/sms-failover.camel.yaml")));
    camel.start();
  }

  @AfterEach void stop() {
    camel.stop();
  }

  private static final String KAMELET = """
      apiVersion: camel.apache.org/v1
      kind: Kamelet
      metadata:
        name: NAME-sms-sink
        labels:
          camel.apache.org/kamelet.type: "sink"
      spec:
        definition:
          title: "A provider"
          type: object
        template:
          from:
            uri: kamelet:source
            steps:
              - bean:
                  ref: provider
                  method: send(${body}, 'NAME')
      """;

  /** Both providers. */
  public final class Provider {
    public SendResult send(OutgoingNotice notice, String name) {
      asked.add(name + " " + notice.template());
      return name.equals("one") && down ? SendResult.refused(notice.id(), name, true, "HTTP 503")
          : notice.recipient().equals("nobody") ? SendResult.refused(notice.id(), name, false, "no such number")
          : SendResult.taken(notice.id(), name, "ref");
    }
  }

  private SendResult send(String recipient) {
    return camel.createProducerTemplate().requestBody("direct:sms-failover",
        new OutgoingNotice(7, "cut-off", "sms", recipient, "en", "Maple Court", "text", "T-1", "{}"), SendResult.class);
  }

  @Test void while_the_first_is_down_the_second_takes_every_message_with_its_own_template() {
    assertThat(send("13800000001").provider()).isEqualTo("one");
    down = true;
    for (int i = 0; i < 20; i++) {
      assertThat(send("13800000001").provider()).isEqualTo("two");
    }
    assertThat(asked).as("the first is left alone after some failures").filteredOn(call -> call.startsWith("one")).hasSizeLessThan(10);
    assertThat(asked).endsWith("two T-2");
  }

  @Test void a_number_that_is_wrong_is_no_fault_of_the_provider() {
    for (int i = 0; i < 10; i++) {
      assertThat(send("nobody").error()).isEqualTo("no such number");
    }
    assertThat(asked).containsOnly("one T-1");
  }
}
