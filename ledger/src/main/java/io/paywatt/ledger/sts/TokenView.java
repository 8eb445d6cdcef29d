package io.paywatt.ledger.sts;

import java.time.Instant;
import java.util.List;

/**
 * A token as people see it.
 *
 * @param command  id of the command it comes from
 * @param meter    serial
 * @param kind     credit, or a management kind
 * @param state    waiting, issued, failed, or kept: the balance bought nothing and stays
 * @param tokens   digits in groups of four; several of a key change, to be typed in this order; empty until issued
 * @param energyWh credit: what it is worth, else null
 * @param value    management: limit, else null
 * @param cost     minor units taken off the balance
 * @param currency ISO 4217
 * @param issuedAt when it was issued, or null
 * @param reason   why there is none, or null
 */
public record TokenView(String command, String meter, String kind, String state, List<String> tokens, Long energyWh,
    Integer value, long cost, String currency, Instant issuedAt, String reason) {}
