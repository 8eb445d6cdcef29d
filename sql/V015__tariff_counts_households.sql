-- What a month or tier period of an account has so far, beside its energy: charges, taxes and slabs are functions of it.
CREATE TABLE tariff_count (
  account_id   BIGINT      NOT NULL,
  tariff       VARCHAR(64) NOT NULL,
  period_start DATE        NOT NULL,
  valid_from   DATE        NOT NULL COMMENT 'tariff version it belongs to',
  name         VARCHAR(96) NOT NULL COMMENT 'days (a bit each), energy (nano units), tier 1 (Wh), ...',
  value        BIGINT      NOT NULL,
  PRIMARY KEY (account_id, tariff, period_start, valid_from, name),
  CONSTRAINT tariff_count_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What a tariff asks of an account, and what was agreed for it alone. No row: nothing is known or agreed.
CREATE TABLE account_household (
  account_id   BIGINT PRIMARY KEY,
  people       INT          NOT NULL DEFAULT 0,
  load_w       BIGINT       NOT NULL DEFAULT 0,
  free_wh      BIGINT       NULL COMMENT 'a month, instead of the tariff',
  tier_limits  VARCHAR(190) NULL COMMENT 'Wh, separated by commas, instead of the tariff',
  discount_ppm INT          NOT NULL DEFAULT 0 COMMENT 'millionths of energy and fixed charges',
  CONSTRAINT account_household_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT account_household_not_negative CHECK (people >= 0 AND load_w >= 0 AND discount_ppm BETWEEN 0 AND 1000000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
