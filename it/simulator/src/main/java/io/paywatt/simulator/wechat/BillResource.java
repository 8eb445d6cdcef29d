package io.paywatt.simulator.wechat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;

/** The daily bills: where they are, and their download, whose answer is not signed. facts/payments.md 1.7. */
final class BillResource implements Resource {
  static final String DOWNLOAD = "/v3/billdownload/file";

  private final Bills bills;
  private final Supplier<String> url;
  private final Map<String, byte[]> made = new ConcurrentHashMap<>();
  private volatile boolean creating;

  /** @param url base URL of the simulator */
  BillResource(Bills bills, Supplier<String> url) {
    this.bills = bills;
    this.url = url;
  }

  /** Whether the bills are still being made. */
  void creating(boolean now) {
    this.creating = now;
  }

  @Override
  public WireResponse answer(WireRequest request, Instant now) {
    return switch (request.method() + " " + request.path()) {
      case "GET /v3/bill/tradebill" -> place(request, trades(request));
      case "GET /v3/bill/fundflowbill" -> place(request, bills.fundFlow(date(request)));
      case "GET " + DOWNLOAD -> file(request);
      default -> null;
    };
  }

  private WireResponse place(WireRequest request, String text) {
    if (creating) {
      throw ApiError.of(400, "STATEMENT_CREATING", "the bill is being made");
    }
    if (text == null) {
      throw ApiError.of(400, "NO_STATEMENT_EXIST", "there is no bill");
    }
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    String token = Nonces.word(24) + "%2B" + Nonces.word(6);
    boolean zipped = request.query().getOrDefault("tar_type", "").equals("GZIP");
    made.put(token, zipped ? zipped(plain) : plain);
    return WireResponse.json(200, Json.object().put("hash_type", "SHA1").put("hash_value", sha1(plain))
        .put("download_url", url.get() + DOWNLOAD + "?token=" + token));
  }

  private WireResponse file(WireRequest request) {
    byte[] file = made.remove(request.uri().substring((DOWNLOAD + "?token=").length()));
    if (file == null) {
      throw ApiError.of(403, "NO_AUTH", "the address is not valid any more");
    }
    return new WireResponse(200, Map.of("Content-Type", "application/octet-stream"), file);
  }

  private static LocalDate date(WireRequest request) {
    try {
      return LocalDate.parse(request.query().getOrDefault("bill_date", ""));
    } catch (DateTimeException e) {
      throw ApiError.parameter("/bill_date", "a day such as 2026-11-23 is needed");
    }
  }

  private String trades(WireRequest request) {
    String type = request.query().getOrDefault("bill_type", "ALL");
    if (!type.equals("ALL")) {
      throw ApiError.parameter("/bill_type", "this simulator makes bills of type ALL");
    }
    return bills.trades(date(request));
  }

  private static byte[] zipped(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String sha1(byte[] plain) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(plain));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
