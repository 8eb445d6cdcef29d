-- A command is accepted when its meter says it is done, and proven when what it should do was seen: a reply alone does not
-- show that a relay has moved. What was done is accepted from now on. proofs of a relay: the reply, the reported position,
-- and for an open one no more current.
ALTER TABLE command
  MODIFY state ENUM('queued','sent','done','accepted','proven','refused','failed','expired') NOT NULL DEFAULT 'queued';
UPDATE command SET state = 'accepted' WHERE state = 'done';
ALTER TABLE command
  MODIFY state ENUM('queued','sent','accepted','proven','refused','failed','expired') NOT NULL DEFAULT 'queued',
  ADD not_before DATETIME(3) NULL COMMENT 'not sent earlier; NULL: at once' AFTER due_at,
  ADD credit_no INT NULL COMMENT 'credit: which one of its meter it is, given at the first sending' AFTER wanted_seq,
  ADD position_seen_at DATETIME(3) NULL COMMENT 'relay: when its position was reported as commanded',
  ADD current_gone_at DATETIME(3) NULL COMMENT 'relay opened: when a reading showed no more current',
  ADD proven_at DATETIME(3) NULL,
  ADD CONSTRAINT command_credit_no_once UNIQUE (meter_id, credit_no);
