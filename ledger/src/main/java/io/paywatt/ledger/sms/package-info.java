/**
 * What residents write to us by SMS. {@link io.paywatt.ledger.sms.SmsDesk} takes the normalised message of any door, stores
 * it once and decides in the same transaction: answer a command, make a claim of a forwarded confirmation, or leave it. A
 * sender's number can be forged, so it opens nothing but what is harmless: the balance goes only to the phone that stands on
 * the account, and a text is never money, only a reason to ask the provider.
 */
package io.paywatt.ledger.sms;
