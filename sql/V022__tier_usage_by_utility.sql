-- Water does not count towards the tiers of electricity.
ALTER TABLE tier_usage
  ADD COLUMN utility ENUM('electricity','water','gas','heat') NOT NULL DEFAULT 'electricity' AFTER account_id,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (account_id, utility, period_start);
