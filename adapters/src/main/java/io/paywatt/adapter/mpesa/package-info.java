/**
 * M-Pesa by Safaricom's Daraja API: payments pushed to the payer's phone, payments made at the pay bill. Nothing that M-Pesa
 * sends is signed, so it is only ever a claim. {@link io.paywatt.adapter.mpesa.MpesaPay} is the bean that the kamelets call.
 */
package io.paywatt.adapter.mpesa;
