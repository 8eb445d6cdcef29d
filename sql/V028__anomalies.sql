-- What is wrong with a meter or a site, one row an episode: the database holds that one is open a meter and kind.
CREATE TABLE anomaly (
  id          BIGINT AUTO_INCREMENT PRIMARY KEY,
  kind        VARCHAR(32)   NOT NULL COMMENT 'AnomalyKind',
  site_id     BIGINT        NOT NULL,
  meter_id    BIGINT        NULL COMMENT 'NULL: of the whole site',
  state       ENUM('open','closed') NOT NULL DEFAULT 'open',
  since       DATETIME(3)   NOT NULL COMMENT 'when it began',
  opened_at   DATETIME(3)   NOT NULL,
  last_at     DATETIME(3)   NOT NULL COMMENT 'when it was seen last',
  closed_at   DATETIME(3)   NULL,
  worst       DECIMAL(18,3) NULL COMMENT 'in the unit of the kind',
  outage_id   BIGINT        NULL COMMENT 'the outage of the site that it is part of',
  open_meter  BIGINT AS (CASE WHEN state = 'open' THEN meter_id END) PERSISTENT,
  open_site   BIGINT AS (CASE WHEN state = 'open' AND meter_id IS NULL THEN site_id END) PERSISTENT,
  CONSTRAINT anomaly_once_a_meter UNIQUE (open_meter, kind),
  CONSTRAINT anomaly_once_a_site UNIQUE (open_site, kind),
  CONSTRAINT anomaly_site FOREIGN KEY (site_id) REFERENCES site (id),
  CONSTRAINT anomaly_meter FOREIGN KEY (meter_id) REFERENCES meter (id),
  CONSTRAINT anomaly_outage FOREIGN KEY (outage_id) REFERENCES anomaly (id),
  INDEX anomaly_by_state (state, id),
  INDEX anomaly_by_site (site_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The timeline of an anomaly.
CREATE TABLE anomaly_step (
  id         BIGINT AUTO_INCREMENT PRIMARY KEY,
  anomaly_id BIGINT       NOT NULL,
  at         DATETIME(3)  NOT NULL,
  step       VARCHAR(24)  NOT NULL COMMENT 'began, opened, told, grouped, synced, desk, closed',
  detail     VARCHAR(500) NULL,
  CONSTRAINT anomaly_step_anomaly FOREIGN KEY (anomaly_id) REFERENCES anomaly (id),
  INDEX anomaly_step_of (anomaly_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Where a rule stands with a meter that is not as it should be: waiting to open (anomaly_id NULL), open, or clearing.
CREATE TABLE anomaly_watch (
  meter_id    BIGINT        NOT NULL,
  kind        VARCHAR(32)   NOT NULL,
  since       DATETIME(3)   NOT NULL COMMENT 'beyond the limit since',
  clear_since DATETIME(3)   NULL COMMENT 'back within the limit since',
  worst       DECIMAL(18,3) NOT NULL,
  anomaly_id  BIGINT        NULL,
  PRIMARY KEY (meter_id, kind),
  CONSTRAINT anomaly_watch_meter FOREIGN KEY (meter_id) REFERENCES meter (id),
  CONSTRAINT anomaly_watch_anomaly FOREIGN KEY (anomaly_id) REFERENCES anomaly (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What a meter used at night, when nearly everything should be off: the measure of a leak.
CREATE TABLE night_use (
  meter_id  BIGINT NOT NULL,
  night     DATE   NOT NULL,
  energy_wh BIGINT NOT NULL,
  seconds   INT    NOT NULL COMMENT 'between the first and the last reading',
  PRIMARY KEY (meter_id, night),
  CONSTRAINT night_use_meter FOREIGN KEY (meter_id) REFERENCES meter (id),
  INDEX night_use_night (night)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
