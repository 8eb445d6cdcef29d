-- Replays as durable runs over a set that is fixed when it is confirmed: a hub that starts again goes on.
CREATE TABLE replay_run (
  id          BIGINT AUTO_INCREMENT PRIMARY KEY,
  created_at  DATETIME(3)  NOT NULL,
  actor       VARCHAR(120) NOT NULL,
  selection   TEXT         NOT NULL COMMENT 'JSON: what was asked for',
  per_second  INT          NOT NULL,
  state       ENUM('running','paused','cancelled','done') NOT NULL,
  why         VARCHAR(500) NULL COMMENT 'why it is paused',
  failures    INT          NOT NULL DEFAULT 0 COMMENT 'one after the other',
  next_at     DATETIME(3)  NOT NULL COMMENT 'when the next item may go',
  worker      VARCHAR(32)  NULL COMMENT 'hub node that has it',
  leased_to   DATETIME(3)  NULL COMMENT 'then another node may go on',
  moved_at    DATETIME(3)  NOT NULL COMMENT 'last sign of life',
  ended_at    DATETIME(3)  NULL,
  CONSTRAINT replay_run_rate CHECK (per_second BETWEEN 1 AND 200),
  INDEX replay_run_state (state, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE replay_item (
  run_id     BIGINT       NOT NULL,
  seq        INT          NOT NULL COMMENT 'order in which they go',
  message_id BIGINT       NOT NULL COMMENT 'failed_message; stays when that is deleted',
  order_key  VARCHAR(70)  NULL COMMENT 'account or meter whose messages keep their order',
  plan       ENUM('post','already-posted','replay','held','invalid') NOT NULL,
  state      ENUM('queued','sent','done','failed','held','cancelled') NOT NULL,
  tries      INT          NOT NULL DEFAULT 0 COMMENT 'times handed to a worker; more than one: a hub died with it',
  result     VARCHAR(500) NULL,
  ended_at   DATETIME(3)  NULL,
  PRIMARY KEY (run_id, seq),
  CONSTRAINT replay_item_once UNIQUE (run_id, message_id),
  CONSTRAINT replay_item_run FOREIGN KEY (run_id) REFERENCES replay_run (id),
  INDEX replay_item_state (run_id, state, seq),
  INDEX replay_item_message (message_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What an older hub was replaying is open again: nothing is lost, and a replay that went through is a duplicate.
UPDATE failed_message SET state = 'open' WHERE state = 'replaying';
