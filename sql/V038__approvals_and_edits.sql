-- What needs a second person, whatever it is: kind says what happens once it is approved.
CREATE TABLE approval (
  id           BIGINT AUTO_INCREMENT PRIMARY KEY,
  kind         VARCHAR(40)  NOT NULL,
  subject      VARCHAR(190) NOT NULL COMMENT 'e.g. failed:17',
  content      MEDIUMTEXT   NOT NULL COMMENT 'JSON: what is asked for',
  reason       VARCHAR(500) NOT NULL,
  requested_by VARCHAR(120) NOT NULL,
  requested_at DATETIME(3)  NOT NULL,
  state        ENUM('waiting','approved','rejected') NOT NULL DEFAULT 'waiting',
  decided_by   VARCHAR(120) NULL,
  decided_at   DATETIME(3)  NULL,
  decision     VARCHAR(500) NULL COMMENT 'why',
  waits_for    VARCHAR(190) AS (CASE WHEN state = 'waiting' THEN subject END) PERSISTENT,
  CONSTRAINT approval_by_another CHECK (state <> 'approved' OR decided_by <> requested_by),
  CONSTRAINT approval_decided CHECK (state = 'waiting' OR (decided_by IS NOT NULL AND decided_at IS NOT NULL)),
  CONSTRAINT approval_one_waiting UNIQUE (waits_for),
  INDEX approval_state (state, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Bodies of a failed message: 1 is how it came. The one in force is in failed_message.
CREATE TABLE failed_version (
  message_id  BIGINT       NOT NULL,
  version     INT          NOT NULL,
  body        MEDIUMBLOB   NOT NULL,
  at          DATETIME(3)  NOT NULL,
  actor       VARCHAR(120) NULL COMMENT 'NULL: as it came',
  approved_by VARCHAR(120) NULL,
  reason      VARCHAR(500) NULL,
  PRIMARY KEY (message_id, version),
  CONSTRAINT failed_version_message FOREIGN KEY (message_id) REFERENCES failed_message (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Tellings of a payment that an approved edit has made one and the same: neither is a conflict with the other.
CREATE TABLE payment_edit (
  provider                VARCHAR(32)  NOT NULL,
  provider_transaction_id VARCHAR(128) NOT NULL,
  content_sha256          CHAR(64)     NOT NULL,
  at                      DATETIME(3)  NOT NULL,
  PRIMARY KEY (provider, provider_transaction_id, content_sha256)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
