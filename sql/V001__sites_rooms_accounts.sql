-- Where people live and who pays. Why: everything else hangs on an account.
CREATE TABLE site (
  id         BIGINT AUTO_INCREMENT PRIMARY KEY,
  name       VARCHAR(120) NOT NULL,
  CONSTRAINT site_name_once UNIQUE (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE room (
  id         BIGINT AUTO_INCREMENT PRIMARY KEY,
  site_id    BIGINT NOT NULL,
  name       VARCHAR(120) NOT NULL,
  CONSTRAINT room_once_per_site UNIQUE (site_id, name),
  CONSTRAINT room_site FOREIGN KEY (site_id) REFERENCES site (id),
  INDEX room_by_name (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- number is the account id of the outside contract (column `account` of the import).
CREATE TABLE account (
  id         BIGINT AUTO_INCREMENT PRIMARY KEY,
  number     VARCHAR(64)  NOT NULL,
  room_id    BIGINT       NOT NULL,
  holder     VARCHAR(120) NOT NULL,
  phone      VARCHAR(32)  NULL,
  locale     VARCHAR(16)  NOT NULL DEFAULT 'zh-CN',
  currency   CHAR(3)      NOT NULL,
  tariff     VARCHAR(64)  NOT NULL,
  created_at DATETIME(3)  NOT NULL,
  CONSTRAINT account_number_once UNIQUE (number),
  CONSTRAINT account_room FOREIGN KEY (room_id) REFERENCES room (id),
  INDEX account_phone (phone),
  INDEX account_holder (holder)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
