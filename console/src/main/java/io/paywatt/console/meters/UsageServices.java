package io.paywatt.console.meters;

import io.paywatt.ledger.usage.Peers;
import io.paywatt.ledger.usage.SiteUsage;
import io.paywatt.ledger.usage.Usage;

/** Questions about usage that the API answers: of meters and accounts, of sites, and of a meter among its neighbours. */
public record UsageServices(Usage usage, SiteUsage sites, Peers peers) {}
