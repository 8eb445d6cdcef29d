-- Side effects, written in the transaction that causes them. effect_key makes each happen once at the receiver.
CREATE TABLE outbox (
  id          BIGINT AUTO_INCREMENT PRIMARY KEY,
  effect_key  VARCHAR(190) NOT NULL,
  kind        ENUM('meter-command','notice') NOT NULL,
  payload     TEXT         NOT NULL COMMENT 'JSON',
  created_at  DATETIME(3)  NOT NULL,
  due_at      DATETIME(3)  NOT NULL,
  attempts    INT          NOT NULL DEFAULT 0,
  done_at     DATETIME(3)  NULL,
  CONSTRAINT outbox_effect_once UNIQUE (effect_key),
  INDEX outbox_due (done_at, due_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A command to a meter and what became of it. in_flight lets the database hold "one in flight a meter".
CREATE TABLE command (
  id          CHAR(36)     NOT NULL PRIMARY KEY,
  command_key VARCHAR(190) NOT NULL,
  meter_id    BIGINT       NOT NULL,
  kind        ENUM('credit','relay','balance','price','read','display') NOT NULL,
  payload     TEXT         NOT NULL COMMENT 'JSON as published, without the id',
  state       ENUM('queued','sent','done','refused','failed','expired') NOT NULL DEFAULT 'queued',
  attempts    INT          NOT NULL DEFAULT 0,
  created_at  DATETIME(3)  NOT NULL,
  due_at      DATETIME(3)  NOT NULL,
  sent_at     DATETIME(3)  NULL,
  expires_at  DATETIME(3)  NOT NULL,
  ended_at    DATETIME(3)  NULL,
  reply       TEXT         NULL COMMENT 'JSON as received',
  reason      VARCHAR(500) NULL COMMENT 'why it was not done, or not sent yet',
  wanted_seq  INT          NULL COMMENT 'relay: the decision it carries out, meter_state.wanted_seq',
  in_flight   BIGINT AS (CASE WHEN state = 'sent' THEN meter_id END) PERSISTENT,
  CONSTRAINT command_key_once UNIQUE (command_key),
  CONSTRAINT command_one_in_flight UNIQUE (in_flight),
  CONSTRAINT command_meter FOREIGN KEY (meter_id) REFERENCES meter (id),
  INDEX command_due (state, due_at),
  INDEX command_by_meter (meter_id, state, created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A message to a person and what became of it.
CREATE TABLE notice (
  id           BIGINT AUTO_INCREMENT PRIMARY KEY,
  notice_key   VARCHAR(190)  NOT NULL,
  kind         VARCHAR(32)   NOT NULL,
  account_id   BIGINT        NULL COMMENT 'NULL: to the administrators',
  recipient    VARCHAR(64)   NULL,
  locale       VARCHAR(16)   NOT NULL,
  params       TEXT          NOT NULL COMMENT 'JSON',
  text         VARCHAR(1000) NOT NULL,
  state        ENUM('queued','sent','failed','skipped') NOT NULL DEFAULT 'queued',
  attempts     INT           NOT NULL DEFAULT 0,
  provider     VARCHAR(32)   NULL,
  provider_ref VARCHAR(128)  NULL,
  error        VARCHAR(500)  NULL,
  created_at   DATETIME(3)   NOT NULL,
  due_at       DATETIME(3)   NOT NULL,
  ended_at     DATETIME(3)   NULL,
  CONSTRAINT notice_once UNIQUE (notice_key),
  CONSTRAINT notice_account FOREIGN KEY (account_id) REFERENCES account (id),
  INDEX notice_due (state, due_at),
  INDEX notice_by_account (account_id, created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Where an account stands: a message is due when it crosses into another state or a lower stage, not at every reading.
CREATE TABLE account_credit (
  account_id BIGINT PRIMARY KEY,
  state      ENUM('ok','low','emergency','exhausted') NOT NULL DEFAULT 'ok',
  low_stage  INT         NOT NULL DEFAULT 0 COMMENT '0 none, 1 the first threshold crossed, ...',
  crossing   INT         NOT NULL DEFAULT 0 COMMENT 'counts the crossings, part of the notice key',
  changed_at DATETIME(3) NOT NULL,
  CONSTRAINT account_credit_account FOREIGN KEY (account_id) REFERENCES account (id),
  INDEX account_credit_state (state, account_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
