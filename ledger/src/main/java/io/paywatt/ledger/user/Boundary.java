package io.paywatt.ledger.user;

import java.util.List;
import io.paywatt.ledger.store.Store;

/** Keeps who does not see every site to what belongs to theirs. */
public final class Boundary {
  private final Store store;

  public Boundary(Store store) {
    this.store = store;
  }

  /** Whether it is there and belongs to one of the sites; for who sees every site it is not even looked for. */
  public boolean has(Scope scope, Subject subject, String id) {
    if (scope.isEvery() || id == null) {
      return scope.isEvery();
    }
    List<Long> sites = store.read(handle -> subject.sites(handle, id));
    return !sites.isEmpty() && sites.stream().allMatch(scope::has);
  }
}
