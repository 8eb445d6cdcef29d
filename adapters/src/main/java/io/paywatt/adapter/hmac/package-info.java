/**
 * Notices of any provider that posts JSON signed with an HMAC, described by the parameters of the kamelet
 * hmac-payment-source: a provider of this kind is added in YAML alone.
 */
package io.paywatt.adapter.hmac;
