/** An M-Pesa as Daraja shows it: pushes, payments at the pay bill, unsigned callbacks over real HTTP. */
package io.paywatt.simulator.mpesa;
