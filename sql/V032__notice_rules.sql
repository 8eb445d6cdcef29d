-- What the rules of config/notices.yaml need: how important a message is, when it is of no use any more, which ways are left,
-- what it cost; what residents chose; how fast each provider may be given messages, over all nodes of the hub.
ALTER TABLE notice
  MODIFY state ENUM('queued','sent','failed','skipped','accepted','delivered','expired','digested') NOT NULL DEFAULT 'queued',
  ADD importance TINYINT     NOT NULL DEFAULT 5 COMMENT 'place of its class, 1 goes first',
  ADD expires_at DATETIME(3) NULL COMMENT 'dropped when it still waits then',
  ADD last_way   BOOLEAN     NOT NULL DEFAULT TRUE COMMENT 'no further channel is left to try',
  ADD receipt_by DATETIME(3) NULL COMMENT 'without a receipt by then the next channel is tried',
  ADD digest_id  BIGINT      NULL COMMENT 'the message it went with',
  DROP INDEX notice_due,
  ADD INDEX notice_due (state, importance, due_at),
  ADD INDEX notice_expiry (state, expires_at),
  ADD INDEX notice_ways (last_way, state, receipt_by);

-- What happened to a notice between queued and its end, where that is not the usual: failed tries, another channel.
CREATE TABLE notice_step (
  id        BIGINT AUTO_INCREMENT PRIMARY KEY,
  notice_id BIGINT       NOT NULL,
  at        DATETIME(3)  NOT NULL,
  step      VARCHAR(16)  NOT NULL,
  detail    VARCHAR(500) NULL,
  CONSTRAINT notice_step_notice FOREIGN KEY (notice_id) REFERENCES notice (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Classes of notices that a resident asked for or does without; no row: as the class has it.
CREATE TABLE notice_choice (
  account_id BIGINT      NOT NULL,
  class      VARCHAR(32) NOT NULL,
  wanted     BOOLEAN     NOT NULL,
  PRIMARY KEY (account_id, class),
  CONSTRAINT notice_choice_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE notice_provider (
  name       VARCHAR(32) NOT NULL PRIMARY KEY,
  next_us    BIGINT      NOT NULL DEFAULT 0 COMMENT 'microseconds since 1970: when the next message may go',
  fails      INT         NOT NULL DEFAULT 0 COMMENT 'in a row',
  held_until DATETIME(3) NULL COMMENT 'it seems to be down: nothing is handed to it before',
  day        DATE        NULL COMMENT 'the day of what is spent',
  spent      BIGINT      NOT NULL DEFAULT 0 COMMENT 'nano units, by messages that count with the cost of the day'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
