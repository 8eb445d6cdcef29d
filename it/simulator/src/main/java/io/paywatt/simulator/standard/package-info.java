/** A payment provider that signs by Standard Webhooks. */
package io.paywatt.simulator.standard;
