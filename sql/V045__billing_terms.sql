-- What the bill of a meter hangs on, kept beside how far it is billed. Why: rows of six other tables were looked up for every
-- bill, which cost as much as all postings; they hardly ever change.
CREATE TABLE billing_terms (
  id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  tariff VARCHAR(64) NOT NULL,
  utility ENUM('electricity','water','gas','heat') NOT NULL,
  currency CHAR(3) NOT NULL,
  multiplier INT NOT NULL,
  CONSTRAINT billing_terms_once UNIQUE (tariff, utility, currency, multiplier)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- no foreign keys: their indexes would cost more than they tell, and what is named is never deleted
ALTER TABLE meter_billing
  ADD COLUMN account_id BIGINT NULL COMMENT 'of the meter; means nothing while terms_id is NULL',
  ADD COLUMN ledger_id BIGINT NULL COMMENT 'ledger account of that account; means nothing while terms_id is NULL',
  ADD COLUMN terms_id INT NULL 
    COMMENT 'billing_terms of the meter; NULL: has to be looked up, or something is agreed with the household';

-- whoever changes what was looked up, by whatever way: it is looked up again
CREATE TRIGGER account_terms AFTER UPDATE ON account FOR EACH ROW
  UPDATE meter m STRAIGHT_JOIN meter_billing b ON b.meter_id = m.id SET b.terms_id = NULL
  WHERE m.account_id = NEW.id AND (NEW.tariff <> OLD.tariff OR NEW.currency <> OLD.currency);
CREATE TRIGGER meter_terms AFTER UPDATE ON meter FOR EACH ROW
  UPDATE meter_billing SET terms_id = NULL WHERE meter_id = NEW.id
  AND (NEW.account_id <> OLD.account_id OR NEW.utility <> OLD.utility OR NEW.multiplier <> OLD.multiplier);
CREATE TRIGGER account_tariff_added AFTER INSERT ON account_tariff FOR EACH ROW
  UPDATE meter m STRAIGHT_JOIN meter_billing b ON b.meter_id = m.id SET b.terms_id = NULL WHERE m.account_id = NEW.account_id;
CREATE TRIGGER account_tariff_changed AFTER UPDATE ON account_tariff FOR EACH ROW
  UPDATE meter m STRAIGHT_JOIN meter_billing b ON b.meter_id = m.id SET b.terms_id = NULL
  WHERE m.account_id IN (OLD.account_id, NEW.account_id);
CREATE TRIGGER account_tariff_removed AFTER DELETE ON account_tariff FOR EACH ROW
  UPDATE meter m STRAIGHT_JOIN meter_billing b ON b.meter_id = m.id SET b.terms_id = NULL WHERE m.account_id = OLD.account_id;
CREATE TRIGGER account_household_terms AFTER INSERT ON account_household FOR EACH ROW
  UPDATE meter m STRAIGHT_JOIN meter_billing b ON b.meter_id = m.id SET b.terms_id = NULL WHERE m.account_id = NEW.account_id;
