-- The desk: what failed on a route, whole, until a person has dealt with it.
CREATE TABLE failed_message (
  id            BIGINT AUTO_INCREMENT PRIMARY KEY,
  failed_at     DATETIME(3)  NOT NULL,
  route_id      VARCHAR(120) NOT NULL,
  step_id       VARCHAR(120) NULL,
  location      VARCHAR(255) NULL COMMENT 'file:line of the step',
  replay_to     VARCHAR(120) NULL COMMENT 'name of the direct: door for a replay; NULL: not replayable',
  content_type  VARCHAR(120) NULL,
  headers       TEXT         NOT NULL COMMENT 'JSON, strings only',
  body          MEDIUMBLOB   NOT NULL,
  error_class   VARCHAR(190) NOT NULL,
  error_message TEXT         NOT NULL,
  stack         MEDIUMTEXT   NOT NULL,
  state         ENUM('open','replaying','replayed','failed-again') NOT NULL DEFAULT 'open',
  replays       INT          NOT NULL DEFAULT 0,
  last_replay   DATETIME(3)  NULL,
  replay_result VARCHAR(500) NULL,
  INDEX failed_message_state (state, failed_at),
  INDEX failed_message_route (route_id, failed_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE audit (
  id      BIGINT AUTO_INCREMENT PRIMARY KEY,
  at      DATETIME(3)  NOT NULL,
  actor   VARCHAR(120) NOT NULL,
  action  VARCHAR(64)  NOT NULL,
  subject VARCHAR(190) NOT NULL,
  detail  TEXT         NULL COMMENT 'JSON'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TRIGGER audit_no_update AFTER UPDATE ON audit FOR EACH ROW
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit is append only';
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit FOR EACH ROW
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit is append only';
