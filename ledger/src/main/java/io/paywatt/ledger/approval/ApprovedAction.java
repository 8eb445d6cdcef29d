package io.paywatt.ledger.approval;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** What an approval sets going. */
@FunctionalInterface
public interface ApprovedAction {
  /**
   * Does it, in the transaction of the approval.
   *
   * @param approver who approved
   * @throws io.paywatt.ledger.Rejected when it can't be done any more; the approval then waits on
   */
  void run(Handle handle, Approval approval, String approver, Instant now);
}
