/**
 * What is wrong with meters and sites: rules from {@code config/anomalies.yaml}, one episode at a time for each meter and
 * rule, told once. Readings and events come from {@code ledger.reading}; the rest is looked for on schedule.
 */
package io.paywatt.ledger.anomaly;
