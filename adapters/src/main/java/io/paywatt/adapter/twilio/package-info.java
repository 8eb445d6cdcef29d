/** SMS by Twilio: texts of residents in, notices out, and what became of them. */
package io.paywatt.adapter.twilio;
