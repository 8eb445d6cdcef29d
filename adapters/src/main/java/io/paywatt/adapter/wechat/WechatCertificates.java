package io.paywatt.adapter.wechat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.adapter.Printable;
import io.paywatt.adapter.StrictJson;
import io.paywatt.ledger.PayWattException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches WeChat's platform certificates when a message names one that is not known. At most one call at a time and one a
 * minute, because anybody may send messages with made-up serials; whoever comes meanwhile does not wait and is refused, and
 * WeChat sends its notices again. A certificate is believed because it opens with the API v3 key.
 */
final class WechatCertificates {
  private static final Logger LOG = LoggerFactory.getLogger(WechatCertificates.class);
  private static final String PATH = "/v3/certificates";
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(4);
  /** A public key has no certificate to be fetched. */
  private static final Pattern CERTIFICATE_SERIAL = Pattern.compile("[0-9A-Fa-f]{8,40}");

  private final WechatCalls calls;
  private final WechatKeys keys;
  private final WechatCipher cipher;
  private final Clock clock;
  private final ReentrantLock flight = new ReentrantLock();
  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private volatile Instant nextCall = Instant.MIN;

  WechatCertificates(WechatCalls calls, WechatKeys keys, WechatCipher cipher, Clock clock) {
    this.calls = calls;
    this.keys = keys;
    this.cipher = cipher;
    this.clock = clock;
  }

  /** Looks for a serial that is not known. @return whether certificates were fetched */
  boolean fetch(String serial) {
    if (!CERTIFICATE_SERIAL.matcher(serial).matches() || !flight.tryLock()) {
      return false;
    }
    try {
      Instant now = clock.instant();
      if (now.isBefore(nextCall)) {
        return false;
      }
      nextCall = now.plus(PAUSE);
      List<X509Certificate> certificates = download();
      keys.downloaded(certificates);
      LOG.info("WeChat lists the platform certificates {}", certificates.stream().map(WechatKeys::serial).toList());
      return true;
    } catch (IOException | PayWattException | IllegalArgumentException e) {
      LOG.warn("WeChat's platform certificates could not be fetched: {}", e.toString());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      flight.unlock();
    }
  }

  private List<X509Certificate> download() throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(calls.settings().baseUrl() + PATH)).timeout(TIMEOUT).GET();
    calls.headers("GET", PATH, new byte[0]).forEach(request::header);
    HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException("HTTP " + answer.statusCode());
    }
    List<X509Certificate> certificates = new ArrayList<>();
    for (JsonNode item : StrictJson.object(answer.body(), "the list of certificates").path("data")) {
      certificates.add(certificate(item));
    }
    return certificates;
  }

  private X509Certificate certificate(JsonNode item) {
    byte[] pem = cipher.open(StrictJson.child(item, "encrypt_certificate"));
    X509Certificate certificate = Pem.certificate(new String(pem, StandardCharsets.ISO_8859_1));
    String serial = StrictJson.text(item, "serial_no", 64);
    if (!WechatKeys.same(serial, WechatKeys.serial(certificate))) {
      throw new IllegalArgumentException("certificate " + Printable.of(serial) + " has another serial inside");
    }
    return certificate;
  }
}
