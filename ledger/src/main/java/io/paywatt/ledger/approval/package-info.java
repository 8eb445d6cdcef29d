/** What needs a second person: asked for by one, decided by another, done in the same transaction. */
package io.paywatt.ledger.approval;
