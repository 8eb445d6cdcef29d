/**
 * Prices: read from YAML files by {@link io.paywatt.ledger.tariff.TariffBook}, applied to registers by the pricer. Pure
 * integers, and no database but for the record of versions that were once loaded.
 */
package io.paywatt.ledger.tariff;
