-- How a meter of another make is found: its name in its own language (address, device, slave number) and the transmitter
-- it hangs on. A meter without a row is called by its serial.
CREATE TABLE meter_address (
  meter_id BIGINT PRIMARY KEY,
  address  VARCHAR(64) NOT NULL,
  gateway  VARCHAR(64) NULL,
  CONSTRAINT meter_address_meter FOREIGN KEY (meter_id) REFERENCES meter (id),
  CONSTRAINT meter_address_once UNIQUE (gateway, address)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
