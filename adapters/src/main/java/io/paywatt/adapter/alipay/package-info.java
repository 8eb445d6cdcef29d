/**
 * Alipay's open platform with RSA2 signatures: notices in; orders, queries, closing, refunds and bills out.
 * {@link io.paywatt.adapter.alipay.Alipay} is the bean that the kamelets call; the rest is how it works. Written on the JDK's
 * own cryptography; the official SDK is the judge in the tests.
 */
package io.paywatt.adapter.alipay;
