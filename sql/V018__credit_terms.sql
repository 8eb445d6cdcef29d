-- Credit rules that differ from the configuration, and days and accounts without a cut.
-- The rules of an account come before those of its site, these before the configuration; NULL: not said here.
CREATE TABLE credit_terms (
  id              BIGINT AUTO_INCREMENT PRIMARY KEY,
  site_id         BIGINT      NULL,
  account_id      BIGINT      NULL,
  emergency       BIGINT      NULL COMMENT 'minor units',
  emergency_wh    BIGINT      NULL COMMENT 'of accounts that hold kWh',
  recovery        VARCHAR(32) NULL COMMENT '20%, 50.00/payment or 50.00/month',
  protected_hours VARCHAR(11) NULL COMMENT '22:00-07:00 or none',
  weekends        BOOLEAN     NULL COMMENT 'TRUE: no cut on Saturday and Sunday',
  grace_days      INT         NULL COMMENT 'days after the import without a cut',
  CONSTRAINT credit_terms_once_per_site UNIQUE (site_id),
  CONSTRAINT credit_terms_once_per_account UNIQUE (account_id),
  CONSTRAINT credit_terms_site FOREIGN KEY (site_id) REFERENCES site (id),
  CONSTRAINT credit_terms_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT credit_terms_of_site_or_account CHECK ((site_id IS NULL) <> (account_id IS NULL)),
  CONSTRAINT credit_terms_not_negative CHECK (emergency >= 0 AND emergency_wh >= 0 AND grace_days >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- An account that is never cut, because somebody said so. The history is in the audit.
CREATE TABLE account_hold (
  account_id BIGINT       NOT NULL PRIMARY KEY,
  reason     VARCHAR(500) NOT NULL,
  actor      VARCHAR(120) NOT NULL,
  since      DATETIME(3)  NOT NULL,
  until_at   DATETIME(3)  NULL COMMENT 'exclusive; NULL: until it is taken back',
  CONSTRAINT account_hold_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Dated days. holiday and weather: no cut; working: a weekend day on which people work, so a cut is allowed.
CREATE TABLE protected_day (
  id      BIGINT AUTO_INCREMENT PRIMARY KEY,
  site_id BIGINT       NULL COMMENT 'NULL: every site',
  day     DATE         NOT NULL COMMENT 'in the zone of the hub',
  kind    ENUM('holiday','weather','working') NOT NULL,
  name    VARCHAR(120) NOT NULL,
  at_site BIGINT AS (COALESCE(site_id, 0)) PERSISTENT,
  CONSTRAINT protected_day_once UNIQUE (day, at_site),
  CONSTRAINT protected_day_site FOREIGN KEY (site_id) REFERENCES site (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Why an account without credit still has power; all NULL when nothing speaks against a cut, or there is no reason for one.
ALTER TABLE account_credit
  ADD COLUMN deferred_reason VARCHAR(32) NULL,
  ADD COLUMN deferred_until  DATETIME(3) NULL COMMENT 'when the reason ends by itself; NULL: nobody knows',
  ADD COLUMN deferred_since  DATETIME(3) NULL;
