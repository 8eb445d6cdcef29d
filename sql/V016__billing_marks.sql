-- What the reconciliation has to know of a meter without looking at its past. Why: a meter with one waiting reading is billed
-- set by set, found by the key of that reading; estimates and changes of the meter are billed one by one.
ALTER TABLE meter_billing
  ADD COLUMN unbilled_from DATETIME(3) NULL COMMENT 'earliest waiting reading; NULL: none, or not known',
  ADD COLUMN change_at     DATETIME(3) NULL COMMENT 'earliest change of the meter that is not billed yet',
  ADD COLUMN estimated_wh  BIGINT NOT NULL DEFAULT 0 COMMENT 'part of the billed register that was only estimated',
  ADD CONSTRAINT estimated_wh_not_negative CHECK (estimated_wh >= 0);

ALTER TABLE reading
  ADD COLUMN late    BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'came when the meter was billed beyond it: kept, bills nothing',
  ADD COLUMN quality ENUM('measured','estimated') NOT NULL DEFAULT 'measured';

-- A meter is a place on the line. A new device in it, or another transformer ratio, is a change: until then the old register,
-- ratio and range count, from then on the new ones. Recorded once, never edited.
CREATE TABLE meter_change (
  meter_id             BIGINT      NOT NULL,
  at                   DATETIME(3) NOT NULL COMMENT 'UTC',
  old_serial           VARCHAR(64) NOT NULL,
  new_serial           VARCHAR(64) NOT NULL,
  final_wh             BIGINT      NOT NULL COMMENT 'last register before the change, without multiplier',
  initial_wh           BIGINT      NOT NULL COMMENT 'first register after it',
  old_multiplier       INT         NOT NULL,
  new_multiplier       INT         NOT NULL,
  old_register_range_wh BIGINT     NOT NULL,
  new_register_range_wh BIGINT     NOT NULL,
  actor                VARCHAR(64) NOT NULL,
  recorded_at          DATETIME(3) NOT NULL,
  PRIMARY KEY (meter_id, at),
  CONSTRAINT meter_change_meter FOREIGN KEY (meter_id) REFERENCES meter (id),
  CONSTRAINT meter_change_not_negative CHECK (final_wh >= 0 AND initial_wh >= 0),
  CONSTRAINT meter_change_positive CHECK (old_multiplier > 0 AND new_multiplier > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
