-- Voltage over time, for the chart of a meter: the lowest and the highest phase of each reading.
ALTER TABLE reading
  ADD voltage_min_dv SMALLINT UNSIGNED NULL COMMENT 'tenths of a volt, lowest phase; NULL: not reported',
  ADD voltage_max_dv SMALLINT UNSIGNED NULL COMMENT 'tenths of a volt, highest phase';
