-- The meter's own registers of its times of use, so that consumption need not be spread by time. Nothing is kept where there are none.
ALTER TABLE reading
  ADD COLUMN tariff_wh VARCHAR(255) CHARACTER SET ascii NULL
    COMMENT 'registers 1.8.1, 1.8.2, ... in Wh before the multiplier, commas between';
