-- Several utilities on one account store. Why: a household pays electricity, water, gas and heat from one balance.
-- Columns that end in _wh count the smallest unit of the meter's utility: Wh of electricity and heat, litres of water and gas
-- (docs/decisions/utilities.md). What was there before is electricity.
ALTER TABLE meter ADD COLUMN utility ENUM('electricity','water','gas','heat') NOT NULL DEFAULT 'electricity' AFTER make;

-- The tariff of an account for a utility; without a row it is account.tariff.
CREATE TABLE account_tariff (
  account_id BIGINT      NOT NULL,
  utility    ENUM('electricity','water','gas','heat') NOT NULL,
  tariff     VARCHAR(64) NOT NULL,
  PRIMARY KEY (account_id, utility),
  CONSTRAINT account_tariff_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
