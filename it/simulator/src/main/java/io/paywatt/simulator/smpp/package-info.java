/** An operator's SMSC over SMPP 3.4: residents' texts out to a hub, the hub's texts in (facts/payments.md 4.2, 5.4). */
package io.paywatt.simulator.smpp;
