-- What residents write to us, once: a text is stored and decided in one transaction, and its answer is an outbox row.
-- door and message_id are the key; the text is personal data and never goes to a log.
-- act is what a route has still to do behind the door: hand over a claim, or open an order (facts: never in the webhook).
CREATE TABLE inbound_sms (
  id          BIGINT AUTO_INCREMENT PRIMARY KEY,
  door        VARCHAR(32)   NOT NULL COMMENT 'twilio, africastalking, smpp, ...',
  message_id  VARCHAR(100)  NOT NULL COMMENT 'of the door; smpp: hash of sender, recipient, text and minute',
  sender      VARCHAR(32)   NOT NULL COMMENT 'E.164, or as it came: short code, name',
  recipient   VARCHAR(32)   NOT NULL,
  text        VARCHAR(2000) NOT NULL,
  received_at DATETIME(3)   NOT NULL,
  outcome     ENUM('answered','claimed','ordering','parked','ignored','silent') NOT NULL,
  detail      VARCHAR(500)  NULL COMMENT 'which command, or why not',
  act         ENUM('claim','topup') NULL,
  act_body    TEXT          NULL COMMENT 'JSON for the door named by act',
  act_due_at  DATETIME(3)   NULL COMMENT 'NULL: nothing left to do',
  attempts    INT           NOT NULL DEFAULT 0,
  CONSTRAINT inbound_sms_once UNIQUE (door, message_id),
  CONSTRAINT inbound_sms_act_has_body CHECK (act IS NULL OR act_body IS NOT NULL),
  INDEX inbound_sms_act_due (act_due_at),
  INDEX inbound_sms_by_sender (sender, received_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What is kept of a sender: when it was last told how to write to us, so that two machines never talk for ever.
CREATE TABLE sms_sender (
  phone     VARCHAR(32) PRIMARY KEY,
  helped_at DATETIME(3) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Phones that sent STOP, in every form an account may hold them: no message goes there until START.
CREATE TABLE sms_stop (
  phone VARCHAR(32) PRIMARY KEY,
  since DATETIME(3) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Parts of a long text until all are there. SMPP is acknowledged part by part, so a part is kept before it is acknowledged.
CREATE TABLE sms_part (
  part_key    CHAR(64)     NOT NULL COMMENT 'hash of door, sender, recipient, reference and total',
  seq         INT          NOT NULL COMMENT '1 to total',
  total       INT          NOT NULL,
  text        VARCHAR(500) NOT NULL,
  received_at DATETIME(3)  NOT NULL,
  PRIMARY KEY (part_key, seq),
  CONSTRAINT sms_part_within CHECK (total BETWEEN 2 AND 20 AND seq BETWEEN 1 AND total),
  INDEX sms_part_age (received_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
