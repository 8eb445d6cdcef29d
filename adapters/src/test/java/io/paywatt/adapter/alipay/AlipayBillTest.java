package io.paywatt.adapter.alipay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import io.paywatt.adapter.ProviderServer;
import io.paywatt.adapter.ProviderServer.Response;
import io.paywatt.adapter.RunningKamelet;
import io.paywatt.adapter.Vectors;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.Unavailable;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class AlipayBillTest {
  private static final Charset GBK = Charset.forName("GBK");
  private static final String SELLER = "2088101106499364";
  private static final String PAID = "{\"kind\":\"payment\",\"transactionId\":\"2026112322001424330512345678\","
      + "\"orderId\":\"PW20261123000002\",\"refundId\":null,\"amount\":5000,\"currency\":\"CNY\",\"state\":\"done\","
      + "\"at\":\"2026-11-23T04:00:00Z\"}";
  private static final String REFUNDED = "{\"kind\":\"refund\",\"transactionId\":\"2026112322001424330512345678\","
      + "\"orderId\":\"PW20261123000002\",\"refundId\":\"RF20261123000002\",\"amount\":2000,\"currency\":\"CNY\","
      + "\"state\":\"done\",\"at\":\"2026-11-23T05:00:00Z\"}";
  private static final String DETAIL = new String(Vectors.bytes("alipay_bill_gbk.csv"), GBK);

  @Test
  void the_published_file_gives_a_payment_and_a_refund() throws Exception {
    assertThat(lines(Vectors.bytes("alipay_bill.csv.zip"))).containsExactly(PAID, REFUNDED);
  }

  @Test
  void names_in_gbk_and_the_summary_beside_the_trades_do_no_harm() throws Exception {
    String summary = "#支付宝业务汇总查询\n#账号：[" + SELLER + "0156]\n门店编号,门店名称\n合计\t,\t\n";
    assertThat(lines(zip("业务明细(汇总).csv", summary, "../../业务明细.csv", DETAIL))).containsExactly(PAID, REFUNDED);
  }

  @Test
  void commas_in_the_name_of_the_goods_move_no_amount() throws Exception {
    String commas = DETAIL.replace("电费充值 14200000012,2026", "电费, 充值, 14200000012,2026");
    assertThat(lines(zip("a.csv", commas))).containsExactly(PAID, REFUNDED);
  }

  @Test
  void a_file_that_ends_too_early_is_fetched_again_and_leaves_nothing() throws Exception {
    byte[] whole = Vectors.bytes("alipay_bill.csv.zip");
    long before = left();
    assertThatThrownBy(() -> lines(Arrays.copyOf(whole, whole.length / 2))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> lines(zip("a.csv", DETAIL.substring(0, DETAIL.indexOf("业务明细列表结束")))))
        .isInstanceOf(IOException.class).hasMessageContaining("ends the trades");
    assertThatThrownBy(() -> lines(zip("a.csv", DETAIL.replace("退款合计：1笔", "退款合计：2笔"))))
        .isInstanceOf(IOException.class).hasMessageContaining("it has 1");
    byte[] changed = whole.clone();
    changed[200] ^= 1;
    assertThatThrownBy(() -> lines(changed)).as("its checksum").isInstanceOf(IOException.class);
    assertThat(left()).isEqualTo(before);
  }

  @Test
  void what_is_no_bill_of_ours_is_refused() {
    refused("another account", zip("a.csv", DETAIL.replace(SELLER, "2088999999999999")));
    refused("no file with trades", "<html>".getBytes(StandardCharsets.UTF_8));
    refused("no file with trades", zip("a.csv", "a,b\n1,2\n"));
    refused("known are", zip("a.csv", DETAIL.replace("退款\t,", "罚款\t,")));
    refused("订单金额", zip("a.csv", DETAIL.replace("50.00,50.00", "5O.00,50.00")));
  }

  @Test
  void a_zip_that_unpacks_without_end_is_stopped() {
    byte[] many = "0".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    refused("line of more than", zip("a.csv", new String(many, StandardCharsets.US_ASCII)));
    refused("more than 100000 bytes", zip("a.csv", "#\n".repeat(60_000)));
    String[] entries = new String[34];
    for (int i = 0; i < 34; i += 2) {
      entries[i] = i + ".csv";
      entries[i + 1] = "#\n";
    }
    refused("more than 16 files", zip(entries));
  }

  @Test
  void the_shipped_kamelet_fetches_the_file() throws Exception {
    assertThat(Files.readString(fetch("{\"code\":\"10000\",\"bill_download_url\":\"%s/bill?fileId=a%%2Bb\"}", 200)))
        .isEqualTo(PAID + "\n" + REFUNDED + "\n");
    assertThat(fetch("{\"code\":\"40004\",\"sub_code\":\"isp.bill_not_exist\"}", 200)).isNull();
    assertThatThrownBy(() -> fetch("{\"code\":\"10000\",\"bill_download_url\":\"%s/bill\"}", 403)).isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> fetch("{\"code\":\"10000\",\"bill_download_url\":\"file:///etc/passwd\"}", 200))
        .isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> fetch("{\"code\":\"40004\",\"sub_code\":\"isp.other\"}", 200)).isInstanceOf(Rejected.class);
  }

  private static Path fetch(String node, int status) throws Exception {
    String[] url = new String[1];
    try (ProviderServer gateway = new ProviderServer(request -> request.path().equals("/bill")
        ? new Response(request.method().equals("GET") ? status : 405, Map.of(), Vectors.bytes("alipay_bill.csv.zip"))
        : AlipayFixture.answering(asked -> node.formatted(url[0]), "provider_key.pem").apply(request))) {
      url[0] = gateway.url();
      try (RunningKamelet running = new RunningKamelet(Map.of("alipay", AlipayFixture.alipay(gateway.url() + "/gateway.do")),
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:ask").to("kamelet:alipay-bill-action");
            }
          }, 65_536)) {
        Exchange exchange = running.context().createProducerTemplate().request("direct:ask",
            asked -> asked.getMessage().setBody("{\"date\":\"2026-11-23\"}"));
        if (exchange.getException() != null) {
          throw exchange.getException();
        }
        if (exchange.getMessage().getBody() != null) {
          assertThat(gateway.requests().get(1).query()).isEqualTo("fileId=a%2Bb");
        }
        return exchange.getMessage().getBody(Path.class);
      }
    }
  }

  private static List<String> lines(byte[] zip) throws IOException {
    Path file = new BillZip(SELLER, 100_000).write(new ByteArrayInputStream(zip));
    try {
      return Files.readAllLines(file);
    } finally {
      Files.delete(file);
    }
  }

  private static void refused(String why, byte[] zip) {
    assertThatThrownBy(() -> lines(zip)).isInstanceOf(Rejected.class).hasMessageContaining(why);
  }

  private static long left() throws IOException {
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.getFileName().toString().startsWith("paywatt-alipay-bill-")).count();
    }
  }

  private static byte[] zip(String... namesAndTexts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, GBK)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(GBK));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }
}
