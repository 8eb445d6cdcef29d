/** The shadow of a meter: what the hub knows of it besides its readings. Kept by the intake and the commands; read here. */
package io.paywatt.ledger.shadow;
