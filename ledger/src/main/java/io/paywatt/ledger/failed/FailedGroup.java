package io.paywatt.ledger.failed;

import java.time.Instant;
import java.util.List;
import io.paywatt.ledger.money.Money;

/**
 * Failures of one cause that are not dealt with yet.
 *
 * @param id           number of the group, the same as long as the cause is
 * @param frame        class and method that failed, or null
 * @param providerCode what the other side answered, or null
 * @param message      the message with numbers and ids replaced by {@code #}
 * @param atRisk       money of the payments among them, each once, by currency
 * @param failedAgain  how many of them were replayed in vain
 * @param newestId     row of the newest one, as an example
 * @param owner        who looks after it, or null
 */
public record FailedGroup(long id, String route, String step, String errorClass, String frame, String providerCode,
    String message, long count, List<Money> atRisk, long failedAgain, Instant oldest, Instant newest, long newestId,
    String owner) {}
