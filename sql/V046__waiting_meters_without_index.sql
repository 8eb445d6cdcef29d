-- Meters that wait for a bill are found by reading all billing marks in the order of their ids, which takes a second or
-- two for ten million. Why: the index was changed twice for every reading and bill, and cleaned up behind, a tenth of what a bill costs.
DROP INDEX meter_billing_work ON meter_billing;
