-- Addresses by which people are reached, and what providers say became of a message after they took it. The phone of an account
-- stays where it is, account.phone; a contact is any further address, on any channel a kamelet exists for.
CREATE TABLE contact (
  id           BIGINT AUTO_INCREMENT PRIMARY KEY,
  account_id   BIGINT        NOT NULL,
  channel      VARCHAR(32)   NOT NULL COMMENT 'sms, email, wechat-mini, fcm, ...',
  address      VARCHAR(1024) NOT NULL COMMENT 'phone, mailbox, openid, token, subscription as JSON',
  address_hash BINARY(32) AS (UNHEX(SHA2(address, 256))) PERSISTENT COMMENT 'an address is too long for a key',
  locale       VARCHAR(16)   NULL COMMENT 'NULL: the account''s',
  opted_in     BOOLEAN       NOT NULL DEFAULT TRUE,
  created_at   DATETIME(3)   NOT NULL,
  gone_at      DATETIME(3)   NULL COMMENT 'when the provider knew it no more; never used again',
  gone_reason  VARCHAR(500)  NULL,
  CONSTRAINT contact_once UNIQUE (account_id, channel, address_hash),
  CONSTRAINT contact_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- sent: handed over; accepted: on its way behind the provider; delivered: there.
ALTER TABLE notice
  ADD channel VARCHAR(32) NOT NULL DEFAULT 'sms' AFTER account_id,
  MODIFY recipient VARCHAR(1024) NULL,
  MODIFY state ENUM('queued','sent','failed','skipped','accepted','delivered') NOT NULL DEFAULT 'queued',
  ADD told_at DATETIME(3) NULL COMMENT 'when a receipt changed the state';

-- What a provider calls a message, so that its receipt finds the notice; a long text may be several messages, and a notice
-- that was sent again has several too.
CREATE TABLE notice_message (
  provider   VARCHAR(32)  NOT NULL,
  message_id VARCHAR(128) NOT NULL,
  notice_id  BIGINT       NULL COMMENT 'NULL: the receipt came before the provider''s own answer',
  state      ENUM('sent','accepted','delivered','failed') NOT NULL,
  reason     VARCHAR(500) NULL,
  at         DATETIME(3)  NOT NULL,
  PRIMARY KEY (provider, message_id),
  CONSTRAINT notice_message_notice FOREIGN KEY (notice_id) REFERENCES notice (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Access tokens that hub nodes share: a provider may make the last one invalid with each new one.
CREATE TABLE provider_token (
  name       VARCHAR(100)  NOT NULL PRIMARY KEY COMMENT 'provider and account there',
  token      VARCHAR(2048) NOT NULL,
  fetched_at DATETIME(3)   NOT NULL,
  expires_at DATETIME(3)   NOT NULL,
  refused    BOOLEAN       NOT NULL DEFAULT FALSE COMMENT 'the provider takes it no more, though it has not expired'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
