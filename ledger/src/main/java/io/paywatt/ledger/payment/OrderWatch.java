package io.paywatt.ledger.payment;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Is told of every new order, in the transaction that makes it. */
@FunctionalInterface
public interface OrderWatch {
  /** A new order. @param meter serial @param amount minor units */
  record Order(String id, String provider, String meter, long amount, String currency) {}

  /** The order is there when the transaction commits. */
  void opened(Handle handle, Order order, Instant now);
}
