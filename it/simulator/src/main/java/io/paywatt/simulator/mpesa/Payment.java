package io.paywatt.simulator.mpesa;

import java.time.Instant;

/** Money that came to the short code, by a push or at the pay bill. @param account what the payer typed, or the push said */
public record Payment(String receipt, String account, long shillings, String phone, Instant at) {}
