package io.paywatt.adapter.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import io.paywatt.adapter.ProviderServer.Request;
import io.paywatt.adapter.ProviderServer.Response;
import io.paywatt.adapter.Vectors;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import org.junit.jupiter.api.Test;

class WechatBillTest {
  private static final String DAY = "{\"date\":\"2026-11-23\"}";
  private static final String PAYMENT = """
      {"kind":"payment","transactionId":"4200002026112312345678901234","orderId":"PW20261123000001","refundId":null,\
      "amount":5000,"currency":"CNY","state":"done","at":"2026-11-23T04:00:00Z"}""";
  private static final String REFUND = """
      {"kind":"refund","transactionId":"4200002026112312345678901234","orderId":"PW20261123000001",\
      "refundId":"RF20261123000001","amount":5000,"currency":"CNY","state":"done","at":"2026-11-23T05:00:00Z"}""";

  @Test
  void the_published_bill_becomes_a_payment_and_a_refund() throws Exception {
    try (WechatActions actions = bill(Vectors.bytes("wechat_bill.csv.gz"), sha1(Vectors.bytes("wechat_bill.csv")))) {
      assertThat(lines(actions)).containsExactly(PAYMENT, REFUND);
      List<Request> requests = actions.provider.requests();
      assertThat(requests.get(0).path()).isEqualTo("/v3/bill/tradebill");
      assertThat(requests.get(0).query()).isEqualTo("bill_date=2026-11-23&bill_type=ALL&tar_type=GZIP");
      assertThat(requests.get(1).query()).isEqualTo("token=a%2Bb");
      assertThat(requests.get(1).headers()).containsKey("Authorization");
    }
  }

  @Test
  void a_bill_that_is_not_zipped_and_a_hash_of_the_zipped_bytes_will_do() throws Exception {
    assertThat(sha1(Vectors.bytes("wechat_bill.csv"))).isEqualTo("da9c21eaad9dc10dba49ac5cae2ce190827bfaa6");
    byte[] plain = Vectors.bytes("wechat_bill.csv");
    try (WechatActions actions = bill(plain, sha1(plain))) {
      assertThat(lines(actions)).hasSize(2);
    }
    try (WechatActions actions = bill(Vectors.bytes("wechat_bill.csv.gz"), sha1(Vectors.bytes("wechat_bill.csv.gz")))) {
      assertThat(lines(actions)).hasSize(2);
    }
  }

  @Test
  void another_hash_or_a_download_cut_short_is_asked_for_again_and_leaves_no_file() throws Exception {
    long before = temporary();
    try (WechatActions actions = bill(Vectors.bytes("wechat_bill.csv.gz"), "0".repeat(40))) {
      assertThatThrownBy(() -> actions.ask("bill", DAY)).isInstanceOf(Unavailable.class).hasMessageContaining("another hash");
    }
    for (String name : new String[] {"wechat_bill.csv.gz", "wechat_bill.csv"}) {
      byte[] whole = Vectors.bytes(name);
      try (WechatActions actions = bill(Arrays.copyOf(whole, whole.length / 2), sha1(whole))) {
        assertThatThrownBy(() -> actions.ask("bill", DAY)).as(name).isInstanceOf(Unavailable.class);
      }
    }
    assertThat(temporary()).isEqualTo(before);
  }

  @Test
  void a_day_without_trades_has_no_bill_and_one_in_the_making_is_asked_for_later() throws Exception {
    try (WechatActions actions = new WechatActions(request -> WechatActions.refusal(400, "NO_STATEMENT_EXIST"))) {
      assertThat(actions.ask("bill", DAY)).isNull();
      assertThat(actions.ask("fundflow", DAY)).isNull();
    }
    try (WechatActions actions = new WechatActions(request -> WechatActions.refusal(400, "STATEMENT_CREATING"))) {
      assertThatThrownBy(() -> actions.ask("bill", DAY)).isInstanceOf(Unavailable.class).hasMessageContaining("2026-11-23");
    }
  }

  @Test
  void a_download_that_is_refused_is_told_with_its_code() throws Exception {
    try (WechatActions actions = new WechatActions(request -> request.path().startsWith("/v3/bill/")
        ? place(request, "0".repeat(40)) : WechatActions.refusal(403, "NO_AUTH"))) {
      assertThatThrownBy(() -> actions.ask("bill", DAY)).isInstanceOf(Rejected.class).hasMessageContaining("NO_AUTH");
    }
  }

  @Test
  void columns_are_found_by_name_also_those_of_older_merchants() throws Exception {
    String old = text().replace("订单金额,申请退款金额", "总金额,申请退款金额").replace("应结订单金额,代金券金额", "应结,企业红包金额");
    assertThat(parsed(old)).containsExactly(PAYMENT, REFUND);
  }

  @Test
  void a_coupon_makes_no_difference_to_what_was_asked_for() throws Exception {
    String coupon = text().replace("`CNY,`50.00,`0.00", "`CNY,`40.00,`10.00").replace("`RF20261123000001,`50.00",
        "`RF20261123000001,`40.00");
    assertThat(coupon).isNotEqualTo(text());
    assertThat(parsed(coupon)).containsExactly(PAYMENT, REFUND);
  }

  @Test
  void a_comma_in_a_name_and_lines_that_end_in_lf_do_no_harm() throws Exception {
    assertThat(parsed(text().replace("top-up", "top-up, 5000, `x").replace("\r\n", "\n").replace("\uFEFF", "")))
        .containsExactly(PAYMENT, REFUND);
  }

  @Test
  void what_is_no_bill_is_refused_naming_the_line() {
    assertThatThrownBy(() -> parsed(text().replace("`50.00,`0.00,`\r\n`2026-11-23 13", "`fifty,`0.00,`\r\n`2026-11-23 13")))
        .isInstanceOf(Rejected.class).hasMessageContaining("line 2");
    assertThatThrownBy(() -> parsed(text().replace("`PROCESSING", "").replace("`ORIGINAL,", ""))).hasMessageContaining("line 3");
    assertThatThrownBy(() -> parsed(text().replace("`2,`50.00", "`3,`50.00"))).hasMessageContaining("counts 3");
    assertThatThrownBy(() -> parsed(text().replaceFirst("(?s)总交易单数.*", ""))).isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> parsed("")).isInstanceOf(Rejected.class);
  }

  @Test
  void the_fund_flow_bill_is_handed_on_as_it_is() throws Exception {
    byte[] text = "记账时间,收支金额(元)\r\n`2026-11-23 12:00:00,`50.00\r\n资金流水总笔数\r\n`1\r\n".getBytes(StandardCharsets.UTF_8);
    try (WechatActions actions = bill(zipped(text), sha1(text))) {
      Path file = (Path) actions.ask("fundflow", "{\"date\":\"2026-11-23\",\"account\":\"FEES\"}");
      assertThat(Files.readAllBytes(file)).isEqualTo(text);
      Files.delete(file);
      assertThat(actions.provider.requests().get(0).query()).contains("account_type=FEES");
      assertThatThrownBy(() -> actions.ask("fundflow", "{\"date\":\"yesterday\"}")).hasMessageContaining("date must be");
    }
  }

  private static List<String> parsed(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (WechatActions actions = bill(zipped(bytes), sha1(bytes))) {
      return lines(actions);
    }
  }

  private static List<String> lines(WechatActions actions) throws Exception {
    Path file = (Path) actions.ask("bill", DAY);
    try {
      return Files.readAllLines(file);
    } finally {
      Files.delete(file);
    }
  }

  private static WechatActions bill(byte[] file, String sha1) throws Exception {
    return new WechatActions(request -> request.path().startsWith("/v3/bill/") ? place(request, sha1)
        : new Response(200, Map.of("Content-Type", "application/octet-stream"), file));
  }

  private static Response place(Request request, String sha1) {
    String address = "http://" + request.headers().get("Host") + "/v3/billdownload/file?token=a%2Bb";
    return WechatFixture.signed(200, ("{\"hash_type\":\"SHA1\",\"hash_value\":\"" + sha1 + "\",\"download_url\":\""
        + address + "\"}").getBytes(StandardCharsets.UTF_8));
  }

  private static String text() {
    return Vectors.text("wechat_bill.csv");
  }

  private static byte[] zipped(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static String sha1(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
  }

  private static long temporary() throws IOException {
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.getFileName().toString().startsWith("paywatt-wechat-bill-")).count();
    }
  }
}
