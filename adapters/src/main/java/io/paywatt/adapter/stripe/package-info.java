/**
 * Stripe: signed events in, payment intents and refunds out. {@link io.paywatt.adapter.stripe.StripePay} is the bean that the
 * kamelets call. Written on the JDK's own cryptography; the official library is the judge in the tests.
 */
package io.paywatt.adapter.stripe;
