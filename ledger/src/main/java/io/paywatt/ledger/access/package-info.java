/** Access tokens of providers, shared by the nodes of a hub. */
package io.paywatt.ledger.access;
