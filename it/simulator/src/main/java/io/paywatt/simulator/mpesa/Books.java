package io.paywatt.simulator.mpesa;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** All pushes and payments. */
final class Books {
  private static final String SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, Push> pushes = new ConcurrentHashMap<>();
  private final Map<String, Payment> payments = new ConcurrentHashMap<>();
  private final AtomicLong number = new AtomicLong();

  Push open(long shillings, String phone, String reference, String callbackUrl) {
    long n = number.incrementAndGet();
    Push push = new Push("ws_CO_" + Times.digits(Instant.now()) + String.format("%06d", n) + phone.substring(3),
        "29115-34620561-" + n, shillings, phone, reference, callbackUrl, null, null, null);
    pushes.put(push.checkoutRequestId(), push);
    return push;
  }

  /** By its number or its reference. @throws ApiError when there is none */
  Push push(String idOrReference) {
    Push push = pushes.get(idOrReference);
    return push != null ? push : pushes.values().stream().filter(it -> it.reference().equals(idOrReference)).findFirst()
        .orElseThrow(() -> ApiError.badRequest("CheckoutRequestID"));
  }

  /** Paying a paid push changes nothing. */
  Push pay(String idOrReference) {
    return pushes.computeIfPresent(push(idOrReference).checkoutRequestId(), (id, push) -> {
      if (push.resultCode() != null) {
        return push;
      }
      Payment payment = add(push.reference(), push.shillings(), push.phone());
      return push.ended(0, payment.receipt(), payment.at());
    });
  }

  Push fail(String idOrReference, int code) {
    return pushes.computeIfPresent(push(idOrReference).checkoutRequestId(),
        (id, push) -> push.resultCode() != null ? push : push.ended(code, null, Instant.now()));
  }

  Payment add(String account, long shillings, String phone) {
    Payment payment = new Payment(receipt(), account, shillings, phone, Instant.now());
    payments.put(payment.receipt(), payment);
    return payment;
  }

  /** It was not wanted. */
  void undo(Payment payment) {
    payments.remove(payment.receipt());
  }

  /** Null when there is none. */
  Payment payment(String receipt) {
    return payments.get(receipt);
  }

  Collection<Payment> payments() {
    return List.copyOf(payments.values());
  }

  Collection<Push> pushes() {
    return List.copyOf(pushes.values());
  }

  private static String receipt() {
    StringBuilder receipt = new StringBuilder("S");
    for (int i = 0; i < 9; i++) {
      receipt.append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
    }
    return receipt.toString();
  }
}
