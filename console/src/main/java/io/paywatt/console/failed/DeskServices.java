package io.paywatt.console.failed;

import io.paywatt.ledger.approval.Approvals;
import io.paywatt.ledger.failed.FailedDesk;
import io.paywatt.ledger.replay.Edits;
import io.paywatt.ledger.replay.ReplayRuns;

/** What the desk does. */
public record DeskServices(FailedDesk failed, ReplayRuns replays, Edits edits, Approvals approvals) {}
