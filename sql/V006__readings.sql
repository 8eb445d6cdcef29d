-- Readings, a partition a month: an old month is dropped, not deleted. Partitioned tables can't carry foreign keys;
-- the intake looks the meter up, and the key keeps a reading once: the first one stays.
-- The hub adds the coming months at start and once a day; p_coming catches what is later than that.
CREATE TABLE reading (
  meter_id    BIGINT      NOT NULL,
  at          DATETIME(3) NOT NULL COMMENT 'time of the meter, UTC',
  energy_wh   BIGINT      NOT NULL,
  seq         BIGINT      NULL,
  relay       ENUM('closed','open') NULL,
  power_w     INT         NULL,
  state       ENUM('accepted','quarantined') NOT NULL DEFAULT 'accepted',
  received_at DATETIME(3) NOT NULL,
  PRIMARY KEY (meter_id, at),
  CONSTRAINT reading_not_negative CHECK (energy_wh >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
PARTITION BY RANGE COLUMNS (at) (
  PARTITION p_before VALUES LESS THAN ('2026-01-01'),
  PARTITION p_coming VALUES LESS THAN (MAXVALUE)
);

-- What came in as a reading and must not be billed, with the reason; kept for staff.
CREATE TABLE reading_quarantine (
  id          BIGINT AUTO_INCREMENT PRIMARY KEY,
  meter_id    BIGINT       NULL COMMENT 'NULL: the serial is not known',
  serial      VARCHAR(64)  NOT NULL,
  at          DATETIME(3)  NULL,
  energy_wh   BIGINT       NULL,
  reason      ENUM('unknown-meter','future','negative','past','falling','jump','conflict') NOT NULL,
  detail      VARCHAR(500) NOT NULL,
  received_at DATETIME(3)  NOT NULL,
  CONSTRAINT reading_quarantine_meter FOREIGN KEY (meter_id) REFERENCES meter (id),
  INDEX reading_quarantine_by_serial (serial, received_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE meter_event (
  meter_id    BIGINT      NOT NULL,
  at          DATETIME(3) NOT NULL,
  kind        VARCHAR(48) NOT NULL,
  seq         BIGINT      NULL,
  detail      TEXT        NULL COMMENT 'JSON',
  received_at DATETIME(3) NOT NULL,
  PRIMARY KEY (meter_id, at, kind),
  CONSTRAINT meter_event_meter FOREIGN KEY (meter_id) REFERENCES meter (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
