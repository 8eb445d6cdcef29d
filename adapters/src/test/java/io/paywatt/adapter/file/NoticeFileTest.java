package io.paywatt.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.RunningKamelet;
import io.paywatt.adapter.SendResult;
import io.paywatt.adapter.StrictJson;
import io.paywatt.adapter.Vectors;
import io.paywatt.ledger.notice.OutgoingNotice;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticeFileTest {
  @Test
  void each_notice_is_one_line_with_the_phone_number_masked(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("notices/sent.jsonl");
    RouteBuilder route = new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:send").to("kamelet:file-notice-sink");
      }
    };
    try (RunningKamelet running = new RunningKamelet(Map.of("noticeFile", new NoticeFile(file, Vectors.CLOCK)), route,
        65_536)) {
      var template = running.context().createProducerTemplate();
      SendResult first = template.requestBody("direct:send", notice(1, "+8613800138000"), SendResult.class);
      template.requestBody("direct:send", StrictJson.MAPPER.writeValueAsBytes(notice(2, "12345")));
      assertThat(first).isEqualTo(SendResult.taken(1, "file", "sent.jsonl"));
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2).noneMatch(line -> line.contains("13800138000") || line.contains("12345"));
    JsonNode line = StrictJson.MAPPER.readTree(lines.get(0));
    assertThat(line.get("recipient").textValue()).isEqualTo("+86****8000");
    assertThat(line.get("text").textValue()).isEqualTo("余额不足\n请充值");
    assertThat(line.get("at").textValue()).isEqualTo("2026-11-23T04:00:00Z");
  }

  private static OutgoingNotice notice(long id, String recipient) {
    return new OutgoingNotice(id, "low-balance", "sms", recipient, "zh-CN", "北苑", "余额不足\n请充值", null, "{}");
  }
}
