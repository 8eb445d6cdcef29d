-- More of the live picture of a meter. proving: the last accepted relay command, until it is proven.
ALTER TABLE meter_state
  ADD relay_proven ENUM('closed','open') NULL COMMENT 'position that was proven last' AFTER relay_reported,
  ADD relay_proven_at DATETIME(3) NULL AFTER relay_proven,
  ADD proving CHAR(36) NULL,
  ADD balance_at DATETIME(3) NULL COMMENT 'when the meter showed meter_balance' AFTER meter_balance,
  ADD clock_drift_s INT NULL COMMENT 'seconds the clock is ahead of ours; negative: behind, or the reading was long on its way',
  ADD signal_dbm INT NULL,
  ADD firmware VARCHAR(64) NULL,
  ADD offline_at DATETIME(3) NULL COMMENT 'since when its last will counts; NULL while online',
  ADD INDEX meter_state_offline (offline_at),
  ADD INDEX meter_state_seen (last_seen);
