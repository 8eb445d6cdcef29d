-- What providers say they took and gave back, line by line, and where that differs from the ledger and from the meters.
-- A bill is evidence: one that is loaded again leaves the earlier one behind as replaced; what is compared is the current one.
CREATE TABLE bill (
  id          BIGINT AUTO_INCREMENT PRIMARY KEY,
  provider    VARCHAR(32)  NOT NULL,
  day         DATE         NOT NULL COMMENT 'business day in the zone of the provider',
  source      ENUM('provider','statement') NOT NULL COMMENT 'fetched by the hub, or a file given by a person',
  state       ENUM('loading','current','replaced') NOT NULL DEFAULT 'loading',
  sha256      CHAR(64)     NULL COMMENT 'of the file as read; NULL while loading',
  line_count  BIGINT       NOT NULL DEFAULT 0,
  totals      TEXT         NULL COMMENT 'JSON: by currency, count and sum of payments and refunds that are done',
  loaded_by   VARCHAR(120) NOT NULL,
  loaded_at   DATETIME(3)  NOT NULL,
  current_day DATE AS (CASE WHEN state = 'current' THEN day END) PERSISTENT,
  CONSTRAINT bill_one_current UNIQUE (provider, current_day),
  INDEX bill_by_day (provider, day)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- twin: another line tells of the same payment or refund and is compared instead of this one.
CREATE TABLE bill_line (
  bill_id        BIGINT       NOT NULL,
  line_no        INT          NOT NULL,
  kind           ENUM('payment','refund') NOT NULL,
  transaction_id VARCHAR(128) NOT NULL COMMENT 'of the payment, also for a refund',
  order_id       VARCHAR(64)  NULL,
  refund_id      VARCHAR(64)  NULL COMMENT 'ours',
  amount         BIGINT       NOT NULL COMMENT 'minor units',
  currency       CHAR(3)      NOT NULL,
  state          ENUM('done','processing','failed') NOT NULL,
  at             DATETIME(3)  NOT NULL,
  ref            VARCHAR(160) NOT NULL COMMENT 'what is compared by: transaction of a payment, number of a refund',
  twin           BOOLEAN      NOT NULL DEFAULT FALSE,
  PRIMARY KEY (bill_id, line_no),
  CONSTRAINT bill_line_bill FOREIGN KEY (bill_id) REFERENCES bill (id),
  CONSTRAINT bill_line_amount_positive CHECK (amount > 0),
  INDEX bill_line_ref (ref, kind)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- One provider's business day. next_at is when the bill is asked for again, or until when a hub node has it in hand.
CREATE TABLE settlement (
  id          BIGINT AUTO_INCREMENT PRIMARY KEY,
  provider    VARCHAR(32)  NOT NULL,
  day         DATE         NOT NULL,
  from_at     DATETIME(3)  NOT NULL COMMENT 'the day in UTC, inclusive',
  to_at       DATETIME(3)  NOT NULL COMMENT 'exclusive',
  state       ENUM('waiting','settled') NOT NULL DEFAULT 'waiting',
  bill_id     BIGINT       NULL COMMENT 'compared with; NULL with state settled: the provider gives no bill',
  tries       INT          NOT NULL DEFAULT 0,
  next_at     DATETIME(3)  NULL COMMENT 'NULL: nothing to do',
  trouble     VARCHAR(500) NULL COMMENT 'why the bill is not there yet',
  run         CHAR(36)     NULL COMMENT 'the last comparison',
  compared_at DATETIME(3)  NULL,
  totals      TEXT         NULL COMMENT 'JSON: control totals of the last comparison',
  CONSTRAINT settlement_once UNIQUE (provider, day),
  CONSTRAINT settlement_bill FOREIGN KEY (bill_id) REFERENCES bill (id),
  INDEX settlement_due (next_at),
  INDEX settlement_by_day (day)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A difference and what is done about it. Found again it is the same row; gone, it is closed with the reason.
-- theirs_effect and ours_effect are what it does to the totals of bill and ledger.
CREATE TABLE settlement_difference (
  id              BIGINT AUTO_INCREMENT PRIMARY KEY,
  provider        VARCHAR(32)  NOT NULL,
  day             DATE         NOT NULL,
  class           VARCHAR(32)  NOT NULL COMMENT 'DifferenceClass',
  subject         VARCHAR(190) NOT NULL COMMENT 'payment:<ref>, refund:<ref>, with bill_line.ref',
  transaction_id  VARCHAR(128) NOT NULL,
  order_id        VARCHAR(64)  NULL,
  refund_id       VARCHAR(64)  NULL,
  payment_id      BIGINT       NULL,
  meter_id        BIGINT       NULL,
  theirs_amount   BIGINT       NULL COMMENT 'minor units; of the bill, or of the meter for its classes',
  theirs_currency CHAR(3)      NULL,
  theirs_state    VARCHAR(16)  NULL,
  theirs_at       DATETIME(3)  NULL,
  theirs_effect   BIGINT       NOT NULL DEFAULT 0,
  ours_amount     BIGINT       NULL,
  ours_currency   CHAR(3)      NULL,
  ours_state      VARCHAR(16)  NULL,
  ours_at         DATETIME(3)  NULL,
  ours_effect     BIGINT       NOT NULL DEFAULT 0,
  action          VARCHAR(24)  NOT NULL COMMENT 'Action',
  state           ENUM('open','waiting','resolved') NOT NULL,
  asked_at        DATETIME(3)  NULL COMMENT 'the provider was asked, or the meter told again',
  resolution      VARCHAR(24)  NULL COMMENT 'Resolution',
  resolved_at     DATETIME(3)  NULL,
  resolved_by     VARCHAR(120) NULL,
  reason          VARCHAR(500) NULL COMMENT 'a person''s own words',
  found_at        DATETIME(3)  NOT NULL,
  seen_at         DATETIME(3)  NOT NULL,
  seen_run        CHAR(36)     NOT NULL,
  CONSTRAINT settlement_difference_once UNIQUE (provider, day, class, subject),
  CONSTRAINT settlement_difference_payment FOREIGN KEY (payment_id) REFERENCES payment (id),
  CONSTRAINT settlement_difference_meter FOREIGN KEY (meter_id) REFERENCES meter (id),
  CONSTRAINT settlement_difference_resolved CHECK ((state = 'resolved') = (resolution IS NOT NULL)),
  INDEX settlement_difference_work (provider, state, class)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

ALTER TABLE payment ADD INDEX payment_by_day (provider, paid_at);
ALTER TABLE refund ADD INDEX refund_by_day (provider, ended_at);
