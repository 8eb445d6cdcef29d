package io.paywatt.ledger.reconcile;

/** Told after each committed slice, for the command line. */
@FunctionalInterface
public interface Progress {
  void done(ReconcileResult soFar);
}
