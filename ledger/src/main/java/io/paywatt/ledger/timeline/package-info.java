/** How far each payment has come, from the order to the meter's acknowledgement, and what is late. */
package io.paywatt.ledger.timeline;
