-- What customers owe besides their balance, and what their payments give towards it.
-- holder_id: whose debt or energy it is. account_id stays that of the one customer account.
ALTER TABLE ledger_account
  MODIFY kind ENUM('customer','clearing','suspense','refund','revenue','opening','debt','energy','sold','used','tax') NOT NULL,
  ADD COLUMN holder_id BIGINT NULL,
  ADD CONSTRAINT ledger_account_holder_once UNIQUE (holder_id, kind),
  ADD CONSTRAINT ledger_account_of_holder FOREIGN KEY (holder_id) REFERENCES account (id),
  ADD CONSTRAINT ledger_account_holder CHECK ((kind IN ('debt', 'energy')) = (holder_id IS NOT NULL));

ALTER TABLE journal_entry
  MODIFY kind ENUM('payment','suspense','consumption','opening','reversal','reallocation','refund','correction','debt',
    'recovery','vend') NOT NULL;

-- What a customer owes besides the balance. owed equals what the postings on debt:<number> sum to, with the sign turned.
CREATE TABLE account_debt (
  account_id  BIGINT      NOT NULL PRIMARY KEY,
  owed        BIGINT      NOT NULL COMMENT 'nano units',
  notices     INT         NOT NULL DEFAULT 1 COMMENT 'counts the notices beforehand, part of their key',
  recovery_at DATETIME(3) NOT NULL COMMENT 'payments from then on are shared: the customer was told before',
  CONSTRAINT account_debt_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT account_debt_never_negative CHECK (owed >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A debt that was added or remitted, by whom and why.
CREATE TABLE debt_change (
  id              BIGINT AUTO_INCREMENT PRIMARY KEY,
  account_id      BIGINT       NOT NULL,
  idempotency_key VARCHAR(190) NOT NULL,
  request_sha256  CHAR(64)     NOT NULL,
  amount          BIGINT       NOT NULL COMMENT 'nano units; negative: remitted',
  reason          VARCHAR(500) NOT NULL,
  actor           VARCHAR(120) NOT NULL,
  entry_id        BIGINT       NOT NULL,
  at              DATETIME(3)  NOT NULL,
  CONSTRAINT debt_change_idempotency_key_once UNIQUE (idempotency_key),
  CONSTRAINT debt_change_entry_once UNIQUE (entry_id),
  CONSTRAINT debt_change_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT debt_change_entry FOREIGN KEY (entry_id) REFERENCES journal_entry (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What a payment gave towards the debt: once for each entry that put the payment on an account.
-- undone is what a refund or a move gave back to the debt.
CREATE TABLE debt_recovery (
  id               BIGINT AUTO_INCREMENT PRIMARY KEY,
  account_id       BIGINT      NOT NULL,
  payment_id       BIGINT      NOT NULL,
  payment_entry_id BIGINT      NOT NULL,
  entry_id         BIGINT      NOT NULL,
  amount           BIGINT      NOT NULL COMMENT 'nano units',
  undone           BIGINT      NOT NULL DEFAULT 0 COMMENT 'nano units',
  at               DATETIME(3) NOT NULL,
  CONSTRAINT debt_recovery_once UNIQUE (payment_entry_id),
  CONSTRAINT debt_recovery_entry_once UNIQUE (entry_id),
  CONSTRAINT debt_recovery_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT debt_recovery_payment FOREIGN KEY (payment_id) REFERENCES payment (id),
  CONSTRAINT debt_recovery_of_payment_entry FOREIGN KEY (payment_entry_id) REFERENCES journal_entry (id),
  CONSTRAINT debt_recovery_entry FOREIGN KEY (entry_id) REFERENCES journal_entry (id),
  CONSTRAINT debt_recovery_within CHECK (amount > 0 AND undone BETWEEN 0 AND amount),
  INDEX debt_recovery_by_account (account_id, at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
