/**
 * Alipay's gateway as its merchants see it: opens, queries and closes trades, refunds, gives out bills, signs answers, sends
 * notices and sends them again until they are acknowledged. It differs from the real one in that a notify_url may be plain
 * HTTP and that bills are there at once.
 */
package io.paywatt.simulator.alipay;
