-- Charges that touch a stretch of time are found in the index alone, without a look at the lines behind it.
ALTER TABLE charge_line
  DROP INDEX charge_line_by_meter,
  ADD INDEX charge_line_by_meter (meter_id, to_at, from_at);
