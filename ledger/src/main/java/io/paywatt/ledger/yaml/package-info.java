/** YAML of the configuration, read so that every fault is told with its line. */
package io.paywatt.ledger.yaml;
