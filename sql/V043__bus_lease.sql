-- Which hub node asks on the serial buses behind gateways, and until when: of all nodes one, so that no bus gets two frames at
-- once. One row. Times are those of the database, so that the clocks of the nodes do not matter.
CREATE TABLE bus_lease (
  lease          TINYINT     NOT NULL PRIMARY KEY DEFAULT 1,
  node           VARCHAR(64) NOT NULL DEFAULT '' COMMENT 'who asks; empty: nobody yet',
  until          DATETIME(3) NOT NULL DEFAULT '1970-01-01 00:00:00',
  polls_asked    BIGINT      NOT NULL DEFAULT 0 COMMENT 'how often the schedule wanted all meters read',
  clocks_asked   BIGINT      NOT NULL DEFAULT 0 COMMENT 'and their clocks set',
  CONSTRAINT bus_lease_one CHECK (lease = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO bus_lease (lease) VALUES (1);
