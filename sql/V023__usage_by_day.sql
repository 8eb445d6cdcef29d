-- Usage of whole local days (paywatt.zone), so that a year is read from some hundred rows instead of ten thousands of readings.
-- Made from readings and charge lines, and made again where those change later; ./paywatt usage rebuild makes all of it anew.
-- tier 0: what belongs to no tier, as energy without a charge, fixed charges and taxes. A day is the sum of its rows.
CREATE TABLE usage_day (
  meter_id BIGINT      NOT NULL,
  day      DATE        NOT NULL,
  tier     INT         NOT NULL,
  period   VARCHAR(32) NOT NULL DEFAULT '' COMMENT 'time of use; empty when there is none',
  energy   BIGINT      NOT NULL COMMENT 'Wh, or litres of water and gas',
  cost     BIGINT      NOT NULL COMMENT 'nano units',
  PRIMARY KEY (meter_id, day, tier, period),
  CONSTRAINT usage_day_meter FOREIGN KEY (meter_id) REFERENCES meter (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE usage_profile (
  meter_id BIGINT       NOT NULL,
  day      DATE         NOT NULL,
  hours    VARCHAR(600) NOT NULL COMMENT 'JSON array: Wh or litres of each hour since the day began, 23 to 25',
  peaks    VARCHAR(600) NOT NULL COMMENT 'JSON array: highest W or litres an hour between two readings, by hour',
  PRIMARY KEY (meter_id, day),
  CONSTRAINT usage_profile_meter FOREIGN KEY (meter_id) REFERENCES meter (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The same summed over the meters of a site, changed in the transaction that changes usage_day.
CREATE TABLE usage_site_day (
  site_id  BIGINT      NOT NULL,
  utility  ENUM('electricity','water','gas','heat') NOT NULL,
  currency CHAR(3)     NOT NULL,
  day      DATE        NOT NULL,
  tier     INT         NOT NULL,
  period   VARCHAR(32) NOT NULL DEFAULT '',
  energy   BIGINT      NOT NULL COMMENT 'Wh, or litres of water and gas',
  cost     BIGINT      NOT NULL COMMENT 'nano units',
  PRIMARY KEY (site_id, utility, currency, day, tier, period),
  CONSTRAINT usage_site_day_site FOREIGN KEY (site_id) REFERENCES site (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

ALTER TABLE meter_billing ADD COLUMN kept_until DATETIME(3) NULL
  COMMENT 'start of the first local day that usage_day does not hold, or holds wrongly; NULL: it holds none';
