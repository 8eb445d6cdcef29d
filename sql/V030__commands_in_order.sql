-- Which effect a command came from. Payments of an account that meet take their turn at the balance, not at the clock: only the
-- number of the outbox row, given under the lock of the balance, says in which order their credits have to reach the meter.
ALTER TABLE command
  ADD cause_no BIGINT NOT NULL DEFAULT 0 COMMENT 'outbox row it came from, or the last one before it was asked for'
    AFTER command_key;
