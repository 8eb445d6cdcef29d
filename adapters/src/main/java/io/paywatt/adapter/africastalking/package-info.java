/** SMS that residents send to a short code at Africa's Talking. */
package io.paywatt.adapter.africastalking;
