-- What a provider must still be asked, until there is an answer that is final: orders without a notice, and evidence of a
-- payment that nobody signed. A hub that takes a row moves its due_at ahead: if it dies, the row is due again.
CREATE TABLE inquiry (
  id               BIGINT AUTO_INCREMENT PRIMARY KEY,
  kind             ENUM('order','claim') NOT NULL,
  provider         VARCHAR(32)  NOT NULL,
  subject          VARCHAR(160) NOT NULL COMMENT 'order:<ours>, transaction:<theirs> or client:<sha256>: asked about once',
  order_id         VARCHAR(64)  NULL,
  transaction_id   VARCHAR(128) NULL,
  meter            VARCHAR(64)  NULL COMMENT 'serial, as claimed',
  amount           BIGINT       NULL COMMENT 'minor units, as ordered or claimed',
  currency         CHAR(3)      NULL,
  paid_at          DATETIME(3)  NULL COMMENT 'as claimed',
  source           VARCHAR(32)  NULL COMMENT 'where a claim comes from',
  client           TEXT         NULL COMMENT 'JSON the provider needs to find it; an order has it in topup.response',
  raw              MEDIUMBLOB   NULL COMMENT 'the evidence, byte for byte',
  state            ENUM('open','statement','paid','closed','given-up') NOT NULL COMMENT 'statement: waits for one',
  ask              ENUM('query','close') NOT NULL DEFAULT 'query' COMMENT 'what comes next',
  attempts         INT          NOT NULL DEFAULT 0,
  due_at           DATETIME(3)  NOT NULL,
  ends_at          DATETIME(3)  NOT NULL COMMENT 'order: closed then; claim: a person then',
  asked_at         DATETIME(3)  NULL,
  answer           VARCHAR(16)  NULL COMMENT 'the last: paid, unpaid, closed, unknown; none when there was none',
  unanswered_since DATETIME(3)  NULL,
  disputed         BOOLEAN      NOT NULL DEFAULT FALSE COMMENT 'claimed for different meters or orders: none is believed',
  notice           MEDIUMBLOB   NULL COMMENT 'normalised payment notice, once a statement has confirmed the claim',
  note             VARCHAR(500) NULL COMMENT 'for people: how the claim differs from the answer, or why it was given up',
  created_at       DATETIME(3)  NOT NULL,
  ended_at         DATETIME(3)  NULL,
  CONSTRAINT inquiry_once UNIQUE (kind, provider, subject),
  INDEX inquiry_due (state, due_at),
  INDEX inquiry_by_order (order_id),
  INDEX inquiry_by_transaction (provider, transaction_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Stages of a payment that were not done by their deadline. A row ends when the stage is done after all; administrators are
-- told of each once.
CREATE TABLE late_stage (
  id         BIGINT AUTO_INCREMENT PRIMARY KEY,
  stage      ENUM('received','posted','sent','acknowledged','receipt') NOT NULL,
  payment_id BIGINT      NULL,
  inquiry_id BIGINT      NULL COMMENT 'received: there is no payment yet',
  deadline   DATETIME(3) NOT NULL COMMENT 'that has passed',
  told_at    DATETIME(3) NULL,
  ended_at   DATETIME(3) NULL,
  CONSTRAINT late_stage_payment_once UNIQUE (payment_id, stage),
  CONSTRAINT late_stage_inquiry_once UNIQUE (inquiry_id, stage),
  CONSTRAINT late_stage_payment FOREIGN KEY (payment_id) REFERENCES payment (id),
  CONSTRAINT late_stage_inquiry FOREIGN KEY (inquiry_id) REFERENCES inquiry (id),
  CONSTRAINT late_stage_of_one CHECK ((payment_id IS NULL) <> (inquiry_id IS NULL)),
  INDEX late_stage_open (ended_at, id),
  INDEX late_stage_untold (told_at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
