/** Twilio as a hub sees it: signed calls with a form (facts/payments.md 4.3). */
package io.paywatt.simulator.twilio;
