-- Accounts that hold kWh: what is left in Wh, and what each payment bought. The postings are those of the journal, on ledger
-- accounts whose currency is 'Wh': energy:<number>, sold:energy, used:energy. An account with a row here holds kWh.
CREATE TABLE energy_balance (
  account_id BIGINT NOT NULL PRIMARY KEY,
  wh         BIGINT NOT NULL COMMENT 'equals the sum of the postings on energy:<number>; below zero: emergency credit',
  CONSTRAINT energy_balance_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What a payment bought: once for each entry that put the payment on an account that holds kWh.
-- tendered + recovered = paid + what was left over before; tendered = lines + left_over. All money in nano units.
CREATE TABLE vend (
  id               BIGINT AUTO_INCREMENT PRIMARY KEY,
  account_id       BIGINT       NOT NULL,
  payment_id       BIGINT       NOT NULL,
  payment_entry_id BIGINT       NOT NULL,
  entry_id         BIGINT       NULL COMMENT 'NULL: nothing was bought',
  undone_entry_id  BIGINT       NULL COMMENT 'the payment was given back or moved',
  at               DATETIME(3)  NOT NULL,
  tariff           VARCHAR(64)  NOT NULL,
  currency         CHAR(3)      NOT NULL,
  paid             BIGINT       NOT NULL,
  before_over      BIGINT       NOT NULL COMMENT 'left over by payments before',
  recovered        BIGINT       NOT NULL COMMENT 'given to the debt',
  owed_after       BIGINT       NOT NULL COMMENT 'debt that is left',
  tendered         BIGINT       NOT NULL COMMENT 'what units were bought for',
  left_over        BIGINT       NOT NULL COMMENT 'too little for a further step, stays on the account',
  energy_wh        BIGINT       NOT NULL,
  balance_wh       BIGINT       NOT NULL COMMENT 'after it',
  refused          VARCHAR(255) NULL COMMENT 'why nothing was bought',
  counts_before    TEXT         NOT NULL COMMENT 'JSON: counts of the tariff that it changed, as they were',
  CONSTRAINT vend_once UNIQUE (payment_entry_id),
  CONSTRAINT vend_entry_once UNIQUE (entry_id),
  CONSTRAINT vend_undone_once UNIQUE (undone_entry_id),
  CONSTRAINT vend_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT vend_payment FOREIGN KEY (payment_id) REFERENCES payment (id),
  CONSTRAINT vend_payment_entry FOREIGN KEY (payment_entry_id) REFERENCES journal_entry (id),
  CONSTRAINT vend_entry FOREIGN KEY (entry_id) REFERENCES journal_entry (id),
  CONSTRAINT vend_undone_entry FOREIGN KEY (undone_entry_id) REFERENCES journal_entry (id),
  CONSTRAINT vend_undone_was_done CHECK (undone_entry_id IS NULL OR entry_id IS NOT NULL),
  CONSTRAINT vend_adds_up CHECK (tendered = paid + before_over - recovered),
  CONSTRAINT vend_not_negative CHECK (energy_wh >= 0 AND recovered >= 0),
  INDEX vend_by_account (account_id, id),
  INDEX vend_by_payment (payment_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The lines of the receipt. inside: a tax that the prices contain, shown and not added.
CREATE TABLE vend_line (
  vend_id    BIGINT      NOT NULL,
  line_no    INT         NOT NULL,
  kind       VARCHAR(16) NOT NULL COMMENT 'energy, fixed, discount, fee, minimum, tax or rounding',
  item       VARCHAR(32) NULL,
  energy_wh  BIGINT      NOT NULL,
  valid_from DATE        NOT NULL,
  tier       INT         NOT NULL,
  period     VARCHAR(32) NULL,
  price      BIGINT      NOT NULL COMMENT '10^-12 currency units a Wh',
  amount     BIGINT      NOT NULL COMMENT 'nano units',
  from_at    DATETIME(3) NOT NULL,
  to_at      DATETIME(3) NOT NULL,
  inside     BOOLEAN     NOT NULL DEFAULT FALSE,
  text_zh    VARCHAR(200) NOT NULL,
  text_en    VARCHAR(200) NOT NULL,
  PRIMARY KEY (vend_id, line_no),
  CONSTRAINT vend_line_vend FOREIGN KEY (vend_id) REFERENCES vend (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER vend_line_no_update AFTER UPDATE ON vend_line FOR EACH ROW
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'vend_line is append only: undo the vend';
CREATE TRIGGER vend_line_no_delete BEFORE DELETE ON vend_line FOR EACH ROW
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'vend_line is append only: undo the vend';
