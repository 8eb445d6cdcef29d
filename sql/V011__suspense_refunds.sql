-- Money that has no place, money that was put into the wrong one, money that is given back.
-- The open suspense items are the payments in state parked or held with a posting; here is who looks after them.
CREATE TABLE suspense_owner (
  payment_id BIGINT       NOT NULL PRIMARY KEY,
  owner      VARCHAR(120) NOT NULL,
  since      DATETIME(3)  NOT NULL,
  CONSTRAINT suspense_owner_payment FOREIGN KEY (payment_id) REFERENCES payment (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A payment moved to where it belongs: the reversal names the entry it undoes, so a move happens once.
CREATE TABLE reallocation (
  id                BIGINT AUTO_INCREMENT PRIMARY KEY,
  payment_id        BIGINT       NOT NULL,
  idempotency_key   VARCHAR(190) NOT NULL,
  request_sha256    CHAR(64)     NOT NULL,
  amount            BIGINT       NOT NULL COMMENT 'minor units: what was paid less what was given back before',
  currency          CHAR(3)      NOT NULL,
  from_account_id   BIGINT       NULL COMMENT 'NULL: out of suspense',
  from_meter_id     BIGINT       NULL,
  to_account_id     BIGINT       NOT NULL,
  to_meter_id       BIGINT       NOT NULL,
  reason            VARCHAR(500) NOT NULL,
  actor             VARCHAR(120) NOT NULL,
  reversal_entry_id BIGINT       NOT NULL,
  entry_id          BIGINT       NOT NULL,
  created_at        DATETIME(3)  NOT NULL,
  CONSTRAINT reallocation_idempotency_key_once UNIQUE (idempotency_key),
  CONSTRAINT reallocation_reversal_once UNIQUE (reversal_entry_id),
  CONSTRAINT reallocation_entry_once UNIQUE (entry_id),
  CONSTRAINT reallocation_payment FOREIGN KEY (payment_id) REFERENCES payment (id),
  CONSTRAINT reallocation_from_account FOREIGN KEY (from_account_id) REFERENCES account (id),
  CONSTRAINT reallocation_from_meter FOREIGN KEY (from_meter_id) REFERENCES meter (id),
  CONSTRAINT reallocation_to_account FOREIGN KEY (to_account_id) REFERENCES account (id),
  CONSTRAINT reallocation_to_meter FOREIGN KEY (to_meter_id) REFERENCES meter (id),
  CONSTRAINT reallocation_reversal FOREIGN KEY (reversal_entry_id) REFERENCES journal_entry (id),
  CONSTRAINT reallocation_entry FOREIGN KEY (entry_id) REFERENCES journal_entry (id),
  CONSTRAINT reallocation_amount_positive CHECK (amount > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Money on its way back to the payer. It leaves the customer (or suspense) when the refund is asked for, lies on
-- refund:<provider> meanwhile, and reaches clearing when the provider has paid it out.
-- next_op: after a lost answer the provider is asked first, and only then sent the same number again.
CREATE TABLE refund (
  id                 VARCHAR(32)  NOT NULL PRIMARY KEY COMMENT 'our refund number, the same at every try',
  payment_id         BIGINT       NOT NULL,
  idempotency_key    VARCHAR(190) NOT NULL,
  request_sha256     CHAR(64)     NOT NULL,
  provider           VARCHAR(32)  NOT NULL,
  amount             BIGINT       NOT NULL COMMENT 'minor units',
  currency           CHAR(3)      NOT NULL,
  account_id         BIGINT       NULL COMMENT 'whose balance it was taken off; NULL: out of suspense',
  meter_id           BIGINT       NULL,
  reason             VARCHAR(80)  NOT NULL,
  actor              VARCHAR(120) NOT NULL,
  by_hand            BOOLEAN      NOT NULL DEFAULT FALSE COMMENT 'paid out by a person, never sent',
  state              ENUM('requested','sending','processing','held','abnormal','done','refused') NOT NULL,
  next_op            ENUM('refund','refund-query') NOT NULL DEFAULT 'refund',
  attempts           INT          NOT NULL DEFAULT 0,
  due_at             DATETIME(3)  NULL COMMENT 'NULL: waits for a person or a notice',
  provider_refund_id VARCHAR(128) NULL COMMENT 'of the provider, or the reference of who paid it out by hand',
  detail             VARCHAR(500) NULL COMMENT 'what the provider or a person said last',
  entry_id           BIGINT       NOT NULL,
  end_entry_id       BIGINT       NULL,
  created_at         DATETIME(3)  NOT NULL,
  ended_at           DATETIME(3)  NULL,
  CONSTRAINT refund_idempotency_key_once UNIQUE (idempotency_key),
  CONSTRAINT refund_entry_once UNIQUE (entry_id),
  CONSTRAINT refund_end_entry_once UNIQUE (end_entry_id),
  CONSTRAINT refund_payment FOREIGN KEY (payment_id) REFERENCES payment (id),
  CONSTRAINT refund_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT refund_meter FOREIGN KEY (meter_id) REFERENCES meter (id),
  CONSTRAINT refund_entry FOREIGN KEY (entry_id) REFERENCES journal_entry (id),
  CONSTRAINT refund_end_entry FOREIGN KEY (end_entry_id) REFERENCES journal_entry (id),
  CONSTRAINT refund_amount_positive CHECK (amount > 0),
  CONSTRAINT refund_ended_by_entry CHECK ((state IN ('done', 'refused')) = (end_entry_id IS NOT NULL)),
  INDEX refund_due (due_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Every genuine refund notice once. waiting: neither the refund nor the payment is here yet.
CREATE TABLE refund_notice (
  id             BIGINT AUTO_INCREMENT PRIMARY KEY,
  provider       VARCHAR(32)  NOT NULL,
  refund_id      VARCHAR(64)  NOT NULL,
  content_sha256 CHAR(64)     NOT NULL,
  transaction_id VARCHAR(128) NOT NULL,
  body           MEDIUMBLOB   NOT NULL COMMENT 'normalised, with the raw bytes',
  outcome        ENUM('applied','waiting','stranger','conflict') NOT NULL,
  received_at    DATETIME(3)  NOT NULL,
  CONSTRAINT refund_notice_once UNIQUE (provider, refund_id, content_sha256),
  INDEX refund_notice_waiting (outcome, received_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
