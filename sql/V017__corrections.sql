-- A tariff that is corrected after the fact. Why: what was charged by then is never edited; an entry of its own puts the
-- difference right and names every entry it corrects.
ALTER TABLE journal_entry
  MODIFY COLUMN kind ENUM('payment','suspense','consumption','opening','reversal','reallocation','refund','correction') NOT NULL;

CREATE TABLE correction_line (
  entry_id  BIGINT NOT NULL COMMENT 'the correction',
  corrected BIGINT NOT NULL COMMENT 'the consumption entry it puts right',
  amount    BIGINT NOT NULL COMMENT 'nano units that are charged more, or less when negative',
  PRIMARY KEY (entry_id, corrected),
  CONSTRAINT correction_line_entry FOREIGN KEY (entry_id) REFERENCES journal_entry (id),
  CONSTRAINT correction_line_corrected FOREIGN KEY (corrected) REFERENCES journal_entry (id),
  CONSTRAINT correction_line_not_zero CHECK (amount <> 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER correction_line_no_update AFTER UPDATE ON correction_line FOR EACH ROW
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'correction_line is append only: post another correction';
CREATE TRIGGER correction_line_no_delete BEFORE DELETE ON correction_line FOR EACH ROW
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'correction_line is append only: post another correction';
