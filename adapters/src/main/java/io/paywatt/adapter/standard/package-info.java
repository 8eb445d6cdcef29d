/**
 * Standard Webhooks: any provider that can sign a call with a shared secret pays in here, without Java.
 * {@link io.paywatt.adapter.standard.StandardWebhooks} is the bean that the kamelet standard-payment-source calls.
 */
package io.paywatt.adapter.standard;
