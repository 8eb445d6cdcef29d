-- Tokens of meters without a network (STS, IEC 62055-41): 20 digits that the resident types in at the meter. A token is
-- what became of a command, so it has the command's key, retries and end. The digits are stored once: a token that is sent
-- again is the same token, another one would be a second credit.
CREATE TABLE sts_token (
  command_id CHAR(36)     NOT NULL PRIMARY KEY,
  meter_id   BIGINT       NOT NULL,
  kind       VARCHAR(24)  NOT NULL,
  energy_wh  BIGINT       NULL COMMENT 'credit: what the token is worth',
  value      INT          NULL COMMENT 'management: limit, e.g. W',
  cost       BIGINT       NOT NULL DEFAULT 0 COMMENT 'nano units taken off the balance',
  entry_id   BIGINT       NULL COMMENT 'journal entry of the cost',
  digits     VARCHAR(83)  NULL COMMENT '20 digits; of a key change two to four tokens with blanks between',
  reference  VARCHAR(128) NULL COMMENT 'number of the vending gateway',
  created_at DATETIME(3)  NOT NULL,
  issued_at  DATETIME(3)  NULL,
  CONSTRAINT sts_token_command FOREIGN KEY (command_id) REFERENCES command (id),
  CONSTRAINT sts_token_meter FOREIGN KEY (meter_id) REFERENCES meter (id),
  CONSTRAINT sts_token_entry FOREIGN KEY (entry_id) REFERENCES journal_entry (id),
  CONSTRAINT sts_token_once UNIQUE (meter_id, digits),
  CONSTRAINT sts_token_digits CHECK (digits IS NULL OR digits REGEXP '^[0-9]{20}( [0-9]{20}){0,3}$'),
  CONSTRAINT sts_token_not_negative CHECK (cost >= 0 AND (energy_wh IS NULL OR energy_wh >= 0)),
  INDEX sts_token_by_meter (meter_id, created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER sts_token_stays AFTER UPDATE ON sts_token FOR EACH ROW
  BEGIN
    IF OLD.digits IS NOT NULL AND NOT (OLD.digits <=> NEW.digits) THEN
      SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a token is stored once: send the one that is there';
    END IF;
  END;

-- A command may also ask for a management token (clear credit, clear tamper, key change ...). Which kinds there are is
-- the business of the ledger's code, so that a further one needs no change of the table.
ALTER TABLE command MODIFY kind VARCHAR(16) NOT NULL;
