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
