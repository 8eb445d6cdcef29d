package io.paywatt.ledger.failed;

import java.time.Instant;
import io.paywatt.ledger.money.Money;

/**
 * One line of the desk.
 *
 * @param id           row of failed_message
 * @param failedAt     when it failed
 * @param route        route in which it failed
 * @param step         step that failed, or null
 * @param location     file:line of the step, or null
 * @param errorClass   class of the cause
 * @param error        its message
 * @param state        one of {@link FailedDesk#STATES}
 * @param replays      how often it was replayed
 * @param replayable   whether it has a door to go in again
 * @param replayResult what the last replay brought, or null
 * @param group        its cause, or null for one of an older hub that is not counted yet
 * @param attempts     tries of the step that failed, all replays together
 * @param version      of its body: 1 is how it came
 * @param provider     what the message says, or null, as all that follows
 * @param reference    transaction at the provider
 * @param orderId      our top-up
 * @param account      number of the account
 * @param meter        serial
 * @param money        what was paid
 */
public record FailedView(long id, Instant failedAt, String route, String step, String location, String errorClass,
    String error, String state, int replays, boolean replayable, String replayResult, Long group, int attempts, int version,
    String provider, String reference, String orderId, String account, String meter, Money money) {}
