/**
 * STS (IEC 62055-41): meters without a network, for which a payment becomes a token of 20 digits. The keys live in a secure
 * module; this package asks for a token and keeps it. The port to the module, spoken by the route {@code token-send}
 * through a kamelet:
 * <ul>
 *   <li>request, JSON: {@code {"key":"credit:payment:17","meter":"07123456789","kind":"credit","class":0,"subclass":0,
 *       "energyWh":12300}}; management kinds carry {@code value} instead of {@code energyWh} when they have one. The same
 *       key must always give the same tokens.
 *   <li>answer, JSON: {@code {"state":"issued","tokens":["23716100501183194197"],"reference":"..."}} or
 *       {@code {"state":"refused","reason":"..."}}
 * </ul>
 */
package io.paywatt.ledger.sts;
