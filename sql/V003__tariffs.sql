-- Tariff versions as they were in force: a price once used can always be shown again.
CREATE TABLE tariff_version (
  id         BIGINT AUTO_INCREMENT PRIMARY KEY,
  code       VARCHAR(64) NOT NULL,
  valid_from DATE        NOT NULL,
  currency   CHAR(3)     NOT NULL,
  content    MEDIUMTEXT  NOT NULL COMMENT 'the YAML as read',
  sha256     CHAR(64)    NOT NULL,
  loaded_at  DATETIME(3) NOT NULL,
  CONSTRAINT tariff_version_once UNIQUE (code, valid_from, sha256)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Energy already counted towards the tiers, by account and tier period (month, season or year).
CREATE TABLE tier_usage (
  account_id   BIGINT      NOT NULL,
  period_start DATE        NOT NULL,
  used_wh      BIGINT      NOT NULL,
  PRIMARY KEY (account_id, period_start),
  CONSTRAINT tier_usage_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT tier_usage_not_negative CHECK (used_wh >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
