/** Who may do what, and of which sites they see anything. Knows no HTTP: the console and the command line ask here. */
package io.paywatt.ledger.user;
