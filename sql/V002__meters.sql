-- A meter, what it measures with, and what is known of it now.
-- register_range_wh: the register wraps to 0 after this many Wh (8 digits, 0.01 kWh: 10^9 Wh).
CREATE TABLE meter (
  id                BIGINT AUTO_INCREMENT PRIMARY KEY,
  serial            VARCHAR(64) NOT NULL,
  account_id        BIGINT      NOT NULL,
  make              VARCHAR(64) NOT NULL,
  multiplier        INT         NOT NULL DEFAULT 1,
  register_range_wh BIGINT      NOT NULL DEFAULT 1000000000,
  installed_at      DATETIME(3) NOT NULL,
  CONSTRAINT meter_serial_once UNIQUE (serial),
  CONSTRAINT meter_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT meter_multiplier_positive CHECK (multiplier BETWEEN 1 AND 1000000),
  CONSTRAINT meter_range_positive CHECK (register_range_wh > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The live picture. relay_wanted is what the ledger decided, relay_reported what the meter last said;
-- wanted_seq counts the decisions, so that each one is commanded under a key of its own.
CREATE TABLE meter_state (
  meter_id        BIGINT PRIMARY KEY,
  online          BOOLEAN     NOT NULL DEFAULT FALSE,
  last_seen       DATETIME(3) NULL,
  relay_wanted    ENUM('closed','open') NOT NULL DEFAULT 'closed',
  wanted_seq      INT         NOT NULL DEFAULT 0,
  relay_reported  ENUM('closed','open') NULL,
  reported_at     DATETIME(3) NULL,
  last_reading_at DATETIME(3) NULL,
  register_wh     BIGINT      NULL,
  meter_balance   BIGINT      NULL COMMENT 'balance shown on the meter, minor units',
  power_w         INT         NULL,
  voltage_v       VARCHAR(64) NULL COMMENT 'JSON array, one value a phase',
  current_a       VARCHAR(64) NULL COMMENT 'JSON array, one value a phase',
  CONSTRAINT meter_state_meter FOREIGN KEY (meter_id) REFERENCES meter (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- How far a meter is billed. has_unbilled is the work list of the reconciliation.
CREATE TABLE meter_billing (
  meter_id           BIGINT PRIMARY KEY,
  billed_register_wh BIGINT      NOT NULL,
  billed_at          DATETIME(3) NULL COMMENT 'time of the last billed reading; NULL: only the register at import is known',
  has_unbilled       BOOLEAN     NOT NULL DEFAULT FALSE,
  CONSTRAINT meter_billing_meter FOREIGN KEY (meter_id) REFERENCES meter (id),
  CONSTRAINT billed_register_not_negative CHECK (billed_register_wh >= 0),
  INDEX meter_billing_work (has_unbilled, meter_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
