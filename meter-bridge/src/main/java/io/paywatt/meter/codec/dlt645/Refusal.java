package io.paywatt.meter.codec.dlt645;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a meter refused, or what it did, in words, from the bits of an answer. */
final class Refusal {
  private static final String[] STANDARD = {"other error", "no such data", "password wrong or not authorised",
      "rate can't be changed", "too many year zones", "too many day periods", "too many tariffs", "reserved error"};
  private static final String[] SECURED = {"other error", "top-up done before", "ESAM check failed",
      "identity check failed", "customer number differs", "purchase count wrong", "over the largest balance",
      "address wrong", "remote account suspended"};
  private static final String[] RELAY = {"suspended", "MAC error", "password wrong or not authorised",
      "identity timed out", "deadline passed: check the meter's clock", "trip refused: power is kept", "trip not done",
      "time of recovery wrong", "trip not done"};

  private static final String[] RESULTS = {"closed", "closing allowed", "opened", "opening later", "opened to be closed later",
      "later because of much current", "error bit 6", "error bit 7", "power is kept", "power is not kept any more", "alarm",
      "alarm ended"};
  private static final int PASSWORD = 0x04;
  private static final int DONE_BEFORE = 0x02;

  private Refusal() {}

  /** Whether the password was wrong. @param frame abnormal */
  static boolean isPassword(Frame frame) {
    return frame.data().length > 0 && (frame.data()[0] & PASSWORD) != 0;
  }

  /** Whether a top-up was refused because the meter had it before. @param frame abnormal, of function 03H */
  static boolean isDoneBefore(Frame frame) {
    return frame.data().length == 2 && (frame.data()[0] & DONE_BEFORE) != 0;
  }

  /** @param frame abnormal */
  static String words(Frame frame) {
    byte[] data = frame.data();
    if (data.length == 0 || data.length > 2) {
      return "refused without a reason";
    }
    return words(data.length == 1 ? STANDARD : frame.function() == Frame.RELAY ? RELAY : SECURED, data)
        .orElse("refused without a reason");
  }

  /** What a meter says of a relay command that it accepts. */
  static String results(Frame frame) {
    return frame.data().length == 2 ? words(RESULTS, frame.data()).map(words -> "accepted: " + words).orElse("accepted")
        : "accepted";
  }

  private static Optional<String> words(String[] names, byte[] data) {
    int bits = data[0] & 0xFF | (data.length == 2 ? (data[1] & 0xFF) << 8 : 0);
    List<String> words = new ArrayList<>();
    for (int bit = 0; bit < 16; bit++) {
      if ((bits >> bit & 1) != 0) {
        words.add(bit < names.length ? names[bit] : "error bit " + bit);
      }
    }
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
  }
}
