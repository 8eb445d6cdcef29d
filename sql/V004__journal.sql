-- Double entry, append only, integers. amount is in nano units: 10^-9 of the currency unit, so that a price
-- of up to six decimals a kWh is a whole number a Wh (docs/decisions/money-unit.md).
-- A customer's balance is the sum of the postings on the customer's ledger account: credit is positive.
CREATE TABLE ledger_account (
  id         BIGINT AUTO_INCREMENT PRIMARY KEY,
  code       VARCHAR(96) NOT NULL COMMENT 'customer:<number>, clearing:<provider>, suspense, refund:<provider>, revenue:energy, opening',
  kind       ENUM('customer','clearing','suspense','refund','revenue','opening') NOT NULL,
  account_id BIGINT      NULL,
  currency   CHAR(3)     NOT NULL,
  CONSTRAINT ledger_account_once UNIQUE (code, currency),
  CONSTRAINT ledger_account_customer_once UNIQUE (account_id),
  CONSTRAINT ledger_account_of_customer FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT ledger_account_customer CHECK ((kind = 'customer') = (account_id IS NOT NULL))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- entry_key makes each business fact post once: payment:<provider>:<transaction>, consumption:<meter>:<register time>, ...
CREATE TABLE journal_entry (
  id         BIGINT AUTO_INCREMENT PRIMARY KEY,
  entry_key  VARCHAR(190) NOT NULL,
  kind       ENUM('payment','suspense','consumption','opening','reversal','reallocation','refund') NOT NULL,
  posted_at  DATETIME(3)  NOT NULL,
  reverses   BIGINT       NULL,
  CONSTRAINT journal_entry_once UNIQUE (entry_key),
  CONSTRAINT journal_entry_reversed_once UNIQUE (reverses),
  CONSTRAINT journal_entry_reverses FOREIGN KEY (reverses) REFERENCES journal_entry (id),
  CONSTRAINT reversal_names_entry CHECK ((kind = 'reversal') = (reverses IS NOT NULL))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE posting (
  id                BIGINT AUTO_INCREMENT PRIMARY KEY,
  entry_id          BIGINT NOT NULL,
  ledger_account_id BIGINT NOT NULL,
  amount            BIGINT NOT NULL COMMENT 'nano units; the postings of an entry sum to zero',
  CONSTRAINT posting_entry FOREIGN KEY (entry_id) REFERENCES journal_entry (id),
  CONSTRAINT posting_ledger_account FOREIGN KEY (ledger_account_id) REFERENCES ledger_account (id),
  CONSTRAINT posting_not_zero CHECK (amount <> 0),
  INDEX posting_by_account (ledger_account_id, entry_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Only customer accounts carry a balance row: one row for a clearing account would make every payment wait in one queue.
CREATE TABLE balance (
  account_id BIGINT PRIMARY KEY,
  amount     BIGINT NOT NULL COMMENT 'nano units, equals the sum of the postings',
  CONSTRAINT balance_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What a consumption entry was made of: one line for each interval, tier, period and price.
CREATE TABLE charge_line (
  id         BIGINT AUTO_INCREMENT PRIMARY KEY,
  entry_id   BIGINT      NOT NULL,
  meter_id   BIGINT      NOT NULL,
  from_at    DATETIME(3) NOT NULL,
  to_at      DATETIME(3) NOT NULL,
  energy_wh  BIGINT      NOT NULL,
  tariff     VARCHAR(64) NOT NULL,
  valid_from DATE        NOT NULL,
  tier       INT         NOT NULL DEFAULT 1,
  period     VARCHAR(32) NULL COMMENT 'time-of-use period, NULL when the price is flat',
  price      BIGINT      NOT NULL COMMENT 'nano units a Wh',
  amount     BIGINT      NOT NULL COMMENT 'nano units',
  CONSTRAINT charge_line_entry FOREIGN KEY (entry_id) REFERENCES journal_entry (id),
  CONSTRAINT charge_line_meter FOREIGN KEY (meter_id) REFERENCES meter (id),
  CONSTRAINT charge_line_not_negative CHECK (energy_wh >= 0 AND amount >= 0 AND price >= 0),
  INDEX charge_line_by_meter (meter_id, to_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- AFTER UPDATE, not before: on a table with a BEFORE UPDATE trigger MariaDB 11.4.5 takes the second row of an
-- INSERT ... SELECT for NULL in NOT NULL columns. The refused statement is undone either way.
CREATE TRIGGER journal_entry_no_update AFTER UPDATE ON journal_entry FOR EACH ROW
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'journal_entry is append only: post a reversal';
CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry FOR EACH ROW
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'journal_entry is append only: post a reversal';
CREATE TRIGGER posting_no_update AFTER UPDATE ON posting FOR EACH ROW
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'posting is append only: post a reversal';
CREATE TRIGGER posting_no_delete BEFORE DELETE ON posting FOR EACH ROW
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'posting is append only: post a reversal';
CREATE TRIGGER charge_line_no_update AFTER UPDATE ON charge_line FOR EACH ROW
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'charge_line is append only: post a reversal';
CREATE TRIGGER charge_line_no_delete BEFORE DELETE ON charge_line FOR EACH ROW
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'charge_line is append only: post a reversal';
