/** SMS that residents send to a number at Twilio. */
package io.paywatt.adapter.twilio;
