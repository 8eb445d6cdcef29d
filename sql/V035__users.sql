-- Who may come in, with which rights, to which sites. Users are never deleted: the audit names them.
CREATE TABLE app_user (
  id            BIGINT AUTO_INCREMENT PRIMARY KEY,
  name          VARCHAR(64)  NOT NULL,
  password_hash VARCHAR(255) NOT NULL COMMENT 'PBKDF2 with its salt and its rounds',
  roles         SET('viewer','support','approver','integrator','administrator') NOT NULL,
  every_site    BOOLEAN      NOT NULL COMMENT 'also those that come later',
  disabled      BOOLEAN      NOT NULL DEFAULT FALSE,
  failures      INT          NOT NULL DEFAULT 0 COMMENT 'wrong passwords since the last right one',
  locked_until  DATETIME(3)  NULL,
  logins_since  DATETIME(3)  NOT NULL COMMENT 'older sessions are over: the password was changed, or the user disabled',
  created_at    DATETIME(3)  NOT NULL,
  CONSTRAINT app_user_name_once UNIQUE (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE app_user_site (
  user_id BIGINT NOT NULL,
  site_id BIGINT NOT NULL,
  PRIMARY KEY (user_id, site_id),
  CONSTRAINT app_user_site_user FOREIGN KEY (user_id) REFERENCES app_user (id),
  CONSTRAINT app_user_site_site FOREIGN KEY (site_id) REFERENCES site (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
