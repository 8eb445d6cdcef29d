-- An order a resident opened with a provider.
CREATE TABLE topup (
  id              VARCHAR(32)  NOT NULL PRIMARY KEY COMMENT 'our order number, sent to the provider',
  idempotency_key VARCHAR(190) NOT NULL,
  request_sha256  CHAR(64)     NOT NULL,
  provider        VARCHAR(32)  NOT NULL,
  account_id      BIGINT       NOT NULL,
  meter_id        BIGINT       NOT NULL,
  amount          BIGINT       NOT NULL COMMENT 'minor units',
  currency        CHAR(3)      NOT NULL,
  state           ENUM('opening','ordered','paid','failed','closed') NOT NULL,
  response        TEXT         NULL COMMENT 'JSON given to the caller, given again for the same key',
  claimed_at      DATETIME(3)  NULL COMMENT 'the provider is being called since then; a crash leaves it behind',
  failure         VARCHAR(500) NULL COMMENT 'why the provider did not open it',
  created_at      DATETIME(3)  NOT NULL,
  CONSTRAINT topup_idempotency_key_once UNIQUE (idempotency_key),
  CONSTRAINT topup_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT topup_meter FOREIGN KEY (meter_id) REFERENCES meter (id),
  CONSTRAINT topup_amount_positive CHECK (amount > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Every genuine notice as it came, before anything is made of it. Bodies may hold personal data: shown masked.
CREATE TABLE raw_notice (
  id          BIGINT AUTO_INCREMENT PRIMARY KEY,
  provider    VARCHAR(32) NOT NULL,
  received_at DATETIME(3) NOT NULL,
  body        MEDIUMBLOB  NOT NULL,
  outcome     ENUM('posted','duplicate','conflict','parked','ignored') NOT NULL,
  INDEX raw_notice_received (received_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- One payment, one posting: the unique key is the rule, caches are only a filter before it.
-- held: in suspense as parked is, but a person has begun to give it back, so that no replay places it by itself.
CREATE TABLE payment (
  id                      BIGINT AUTO_INCREMENT PRIMARY KEY,
  provider                VARCHAR(32)  NOT NULL,
  provider_transaction_id VARCHAR(128) NOT NULL,
  content_sha256          CHAR(64)     NOT NULL COMMENT 'of what the notice says, not of its envelope',
  topup_id                VARCHAR(32)  NULL,
  account_id              BIGINT       NULL COMMENT 'NULL: parked, no account found',
  meter_id                BIGINT       NULL,
  amount                  BIGINT       NOT NULL COMMENT 'minor units',
  currency                CHAR(3)      NOT NULL,
  refunded                BIGINT       NOT NULL DEFAULT 0 COMMENT 'minor units given back, or on their way back',
  paid_at                 DATETIME(3)  NOT NULL,
  received_at             DATETIME(3)  NOT NULL,
  state                   ENUM('posted','parked','held') NOT NULL,
  parked_reason           VARCHAR(255) NULL,
  raw_notice_id           BIGINT       NOT NULL,
  entry_id                BIGINT       NULL,
  CONSTRAINT payment_once UNIQUE (provider, provider_transaction_id),
  CONSTRAINT payment_topup FOREIGN KEY (topup_id) REFERENCES topup (id),
  CONSTRAINT payment_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT payment_meter FOREIGN KEY (meter_id) REFERENCES meter (id),
  CONSTRAINT payment_raw_notice FOREIGN KEY (raw_notice_id) REFERENCES raw_notice (id),
  CONSTRAINT payment_entry FOREIGN KEY (entry_id) REFERENCES journal_entry (id),
  CONSTRAINT payment_amount_positive CHECK (amount > 0),
  CONSTRAINT payment_posted_has_account CHECK (state <> 'posted' OR (account_id IS NOT NULL AND entry_id IS NOT NULL)),
  CONSTRAINT payment_parked_has_reason CHECK (state <> 'parked' OR parked_reason IS NOT NULL),
  CONSTRAINT payment_held_has_entry CHECK (state <> 'held' OR entry_id IS NOT NULL),
  CONSTRAINT payment_refunded_within CHECK (refunded BETWEEN 0 AND amount),
  INDEX payment_by_state (state),
  INDEX payment_topup_state (topup_id, state),
  INDEX payment_by_account (account_id, received_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The same transaction told in another way: each distinct telling gets one item on the desk, however often it comes.
CREATE TABLE payment_conflict (
  payment_id     BIGINT   NOT NULL,
  content_sha256 CHAR(64) NOT NULL,
  raw_notice_id  BIGINT   NOT NULL,
  PRIMARY KEY (payment_id, content_sha256),
  CONSTRAINT payment_conflict_payment FOREIGN KEY (payment_id) REFERENCES payment (id),
  CONSTRAINT payment_conflict_raw FOREIGN KEY (raw_notice_id) REFERENCES raw_notice (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
