-- The desk grouped by cause and searched by what a clerk knows.

-- One row a cause. Counts are taken from failed_message: a counter here would make payments that fail wait for each other.
CREATE TABLE failed_group (
  id            BIGINT AUTO_INCREMENT PRIMARY KEY,
  fingerprint   CHAR(64)     NOT NULL COMMENT 'SHA-256 of route, step, exception, frame, provider code and message without ids',
  route_id      VARCHAR(120) NOT NULL,
  step_id       VARCHAR(120) NULL,
  error_class   VARCHAR(190) NOT NULL,
  frame         VARCHAR(255) NULL COMMENT 'top frame of the cause',
  provider_code VARCHAR(64)  NULL,
  message       VARCHAR(300) NOT NULL COMMENT 'numbers and ids are #',
  owner         VARCHAR(120) NULL,
  first_at      DATETIME(3)  NOT NULL,
  CONSTRAINT failed_group_once UNIQUE (fingerprint),
  INDEX failed_group_first (first_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE failed_note (
  id       BIGINT AUTO_INCREMENT PRIMARY KEY,
  group_id BIGINT        NOT NULL,
  at       DATETIME(3)   NOT NULL,
  author   VARCHAR(120)  NOT NULL,
  text     VARCHAR(2000) NOT NULL,
  CONSTRAINT failed_note_group FOREIGN KEY (group_id) REFERENCES failed_group (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

ALTER TABLE failed_message
  ADD COLUMN group_id       BIGINT       NULL COMMENT 'NULL: kept by an older hub, filled in at the next start',
  ADD COLUMN route_version  CHAR(64)     NULL COMMENT 'SHA-256 of the route file',
  ADD COLUMN attempts       INT          NOT NULL DEFAULT 1 COMMENT 'tries of the step that failed, all replays together',
  ADD COLUMN provider       VARCHAR(32)  NULL,
  ADD COLUMN reference      VARCHAR(128) NULL COMMENT 'transaction at the provider',
  ADD COLUMN order_id       VARCHAR(64)  NULL,
  ADD COLUMN account_id     BIGINT       NULL,
  ADD COLUMN account        VARCHAR(64)  NULL COMMENT 'its number, as the message says or as the meter or order belongs',
  ADD COLUMN meter          VARCHAR(64)  NULL COMMENT 'serial, known or not',
  ADD COLUMN amount         BIGINT       NULL COMMENT 'minor units',
  ADD COLUMN currency       CHAR(3)      NULL,
  ADD COLUMN body_version   INT          NOT NULL DEFAULT 1,
  ADD COLUMN again          INT          NOT NULL DEFAULT 0 COMMENT 'replays in a row that failed, since the last edit',
  ADD COLUMN dealt_at       DATETIME(3)  NULL COMMENT 'replayed or closed; NULL: not dealt with, never deleted',
  MODIFY COLUMN state ENUM('open','replaying','replayed','failed-again','quarantined','closed') NOT NULL DEFAULT 'open',
  ADD CONSTRAINT failed_message_group FOREIGN KEY (group_id) REFERENCES failed_group (id),
  ADD INDEX failed_message_cause (group_id, state, reference, currency, amount),
  ADD INDEX failed_message_time (failed_at, group_id),
  ADD INDEX failed_message_reference (reference),
  ADD INDEX failed_message_meter (meter),
  ADD INDEX failed_message_account (account),
  ADD INDEX failed_message_account_id (account_id),
  ADD INDEX failed_message_amount (amount),
  ADD INDEX failed_message_dealt (dealt_at);
UPDATE failed_message SET dealt_at = COALESCE(last_replay, failed_at) WHERE state = 'replayed';

-- Each word of a message once. The key is the table, so that the newest fifty of a word are fifty rows in a row, however
-- many messages have it; a FULLTEXT index would fetch them all, and cuts no Chinese.
CREATE TABLE failed_word (
  word       VARCHAR(40) NOT NULL COMMENT 'lower case',
  message_id BIGINT      NOT NULL,
  PRIMARY KEY (word, message_id),
  INDEX failed_word_message (message_id),
  CONSTRAINT failed_word_of_message FOREIGN KEY (message_id) REFERENCES failed_message (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
