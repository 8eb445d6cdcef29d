/** A Stripe: payment intents, refunds and signed events over real HTTP. */
package io.paywatt.simulator.stripe;
