-- Lines for fixed charges, discounts, fees, taxes: what a charge is made of beside energy. A discount or correction is negative.
ALTER TABLE charge_line
  ADD COLUMN kind ENUM('energy','fixed','discount','fee','minimum','tax','rounding') NOT NULL DEFAULT 'energy' AFTER to_at,
  ADD COLUMN item VARCHAR(32) NULL COMMENT 'name of the charge, discount, fee or tax; of energy: free, slab or NULL' AFTER kind,
  ADD COLUMN price_rest SMALLINT NOT NULL DEFAULT 0 COMMENT 'thousandths of a nano unit a Wh, added to price' AFTER price,
  DROP CONSTRAINT charge_line_not_negative,
  ADD CONSTRAINT charge_line_energy_not_negative CHECK (energy_wh >= 0 AND price >= 0 AND price_rest BETWEEN 0 AND 999),
  ADD CONSTRAINT charge_line_energy_only CHECK (kind = 'energy' OR energy_wh = 0);
