package io.paywatt.adapter.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.paywatt.adapter.ProviderServer.Response;
import io.paywatt.adapter.RunningKamelet;
import io.paywatt.adapter.Vectors;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bill of a million lines, downloaded by the shipped kamelet in a Java process of its own with little memory. */
class LargeBillTest {
  private static final int LINES = 1_000_000;
  private static final String HEAP = "-Xmx48m";

  @Test
  void a_bill_of_a_million_lines_is_read_in_48_mb(@TempDir Path folder) throws Exception {
    Path bill = folder.resolve("bill.gz");
    String sha1 = write(bill);
    HttpServer provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext("/v3/bill/", exchange -> place(exchange, provider.getAddress().getPort(), sha1));
    provider.createContext("/v3/billdownload/", exchange -> {
      exchange.sendResponseHeaders(200, Files.size(bill));
      Files.copy(bill, exchange.getResponseBody());
      exchange.close();
    });
    provider.start();
    try {
      Path said = Path.of("target", "large-bill.txt");
      Process reader = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), HEAP, "-cp",
          System.getProperty("java.class.path"), Reader.class.getName(), "http://127.0.0.1:" + provider.getAddress().getPort())
          .redirectErrorStream(true).redirectOutput(said.toFile()).start();
      assertThat(reader.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(Files.readString(said)).contains("lines: " + LINES);
    } finally {
      provider.stop(0);
    }
  }

  /** The other process. */
  public static final class Reader {
    public static void main(String[] arguments) throws Exception {
      WechatPay wechat = new WechatPay(WechatFixture.settings(arguments[0]), Vectors.CLOCK, message -> { });
      RouteBuilder route = new RouteBuilder() {
        @Override
        public void configure() {
          from("direct:ask").to("kamelet:wechat-bill-action");
        }
      };
      try (RunningKamelet running = new RunningKamelet(Map.of("wechatPay", wechat), route, 65_536)) {
        long start = System.nanoTime();
        Path file = running.context().createProducerTemplate()
            .requestBody("direct:ask", "{\"date\":\"2026-11-23\"}", Path.class);
        try (var lines = Files.lines(file)) {
          System.out.println("lines: " + lines.filter(line -> line.startsWith("{\"kind\":\"payment\"")).count());
        }
        Runtime runtime = Runtime.getRuntime();
        System.out.println("heap in use: " + (runtime.totalMemory() - runtime.freeMemory() >> 20) + " MB of "
            + (runtime.maxMemory() >> 20) + " MB after " + (System.nanoTime() - start) / 1_000_000 + " ms, bill of "
            + (Files.size(file) >> 20) + " MB");
        Files.delete(file);
      }
    }
  }

  private static void place(HttpExchange exchange, int port, String sha1) throws IOException {
    Response answer = WechatFixture.signed(200, ("{\"hash_type\":\"SHA1\",\"hash_value\":\"" + sha1
        + "\",\"download_url\":\"http://127.0.0.1:" + port + "/v3/billdownload/file?token=1\"}").getBytes(StandardCharsets.UTF_8));
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(200, answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  private static String write(Path file) throws Exception {
    String[] example = Vectors.text("wechat_bill.csv").split("\r\n");
    MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
    try (OutputStream out = new BufferedOutputStream(new DigestOutputStream(new FastGzip(Files.newOutputStream(file)), sha1))) {
      line(out, example[0]);
      for (int i = 0; i < LINES; i++) {
        line(out, example[1].replace("12345678901234", Long.toString(10_000_000_000_000L + i)));
      }
      line(out, example[3]);
      line(out, example[4].replace("`2,", "`" + LINES + ","));
    }
    return HexFormat.of().formatHex(sha1.digest());
  }

  private static void line(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private static final class FastGzip extends GZIPOutputStream {
    private FastGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
