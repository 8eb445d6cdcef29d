package io.paywatt.ledger.refund;

/**
 * A call to a provider that is due.
 *
 * @param id        our refund number
 * @param provider  whose kamelet is called
 * @param operation refund or refund-query
 * @param body      what the kamelet takes: {@code {"refundId","orderId"|null,"transactionId","amount","total","currency",
 *                  "reason"}} as UTF-8 JSON
 */
public record RefundTask(String id, String provider, String operation, byte[] body) {}
