-- Each line of the audit holds the hash of the line before it, so that one that was changed or removed is named.
-- Why a head: it gives the lines their order and tells when the last ones are missing.
ALTER TABLE audit
  ADD COLUMN role      VARCHAR(16) NOT NULL DEFAULT '-' COMMENT 'with which right it was done; -: not known, hub: nobody asked for it' AFTER actor,
  ADD COLUMN prev_hash CHAR(64)    NOT NULL DEFAULT '' COMMENT 'hash of the line before',
  ADD COLUMN hash      CHAR(64)    NOT NULL DEFAULT '' COMMENT 'SHA-256 over prev_hash and this line, see AuditChain',
  ADD INDEX audit_actor (actor, id),
  ADD INDEX audit_action (action, id),
  ADD INDEX audit_subject (subject, id);

CREATE TABLE audit_head (
  one     TINYINT  NOT NULL PRIMARY KEY DEFAULT 1,
  last_id BIGINT   NOT NULL,
  hash    CHAR(64) NOT NULL,
  CONSTRAINT audit_head_once CHECK (one = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The lines there are become the beginning of the chain.
DROP TRIGGER audit_no_update;
SET @prev = '';
UPDATE audit SET prev_hash = @prev, hash = (@prev := SHA2(CONCAT_WS(' ', @prev, id, DATE_FORMAT(at, '%Y-%m-%d %H:%i:%s.%f'),
  HEX(actor), HEX(role), HEX(action), HEX(subject), COALESCE(HEX(detail), '-')), 256)) ORDER BY id;
INSERT INTO audit_head (last_id, hash) SELECT COALESCE(MAX(id), 0), COALESCE(@prev, '') FROM audit;
ALTER TABLE audit MODIFY COLUMN id BIGINT NOT NULL, ALTER COLUMN role DROP DEFAULT, ALTER COLUMN prev_hash DROP DEFAULT,
  ALTER COLUMN hash DROP DEFAULT;
CREATE TRIGGER audit_no_update AFTER UPDATE ON audit FOR EACH ROW
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit is append only';
