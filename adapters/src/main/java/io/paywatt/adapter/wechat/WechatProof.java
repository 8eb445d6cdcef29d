package io.paywatt.adapter.wechat;

import java.security.PublicKey;
import java.time.Clock;
import java.util.function.Predicate;
import io.paywatt.adapter.Printable;
import io.paywatt.adapter.Sha256WithRsa;
import io.paywatt.adapter.TimeWindow;
import io.paywatt.adapter.WebhookCall;
import io.paywatt.ledger.Rejected;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Proves that a notice or an answer was signed by WeChat, now: key by serial, signature over the raw bytes, time. */
final class WechatProof {
  private static final Logger LOG = LoggerFactory.getLogger(WechatProof.class);

  private final WechatKeys keys;
  private final Clock clock;
  private volatile Predicate<String> search = serial -> false;

  WechatProof(WechatKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** What is done about a serial that is not known; true when it may be known now. */
  void whenUnknown(Predicate<String> newSearch) {
    this.search = newSearch;
  }

  /** @throws Rejected 401 unless signed by a known key, now */
  void require(WebhookCall call) {
    String serial = call.require("Wechatpay-Serial");
    String timestamp = call.require("Wechatpay-Timestamp");
    String nonce = call.require("Wechatpay-Nonce");
    String signature = call.require("Wechatpay-Signature");
    long seconds = TimeWindow.seconds(timestamp);
    PublicKey key = key(serial);
    // One answer for both, so that nobody can find out which serials are known. The log tells them apart.
    if (key == null || !Sha256WithRsa.verify(key, WechatSignature.message(timestamp, nonce, call.body()), signature)) {
      LOG.info("WeChat message refused: {} (serial {})", key == null ? "unknown serial" : "signature does not match",
          Printable.of(serial));
      throw new Rejected(401, "the signature does not match");
    }
    TimeWindow.require(seconds, clock);
  }

  private PublicKey key(String serial) {
    PublicKey known = keys.verifier(serial);
    return known == null && search.test(serial) ? keys.verifier(serial) : known;
  }
}
