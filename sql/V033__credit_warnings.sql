-- Warnings by share of the last top-up and by days left, and which changes of price residents were told of.
ALTER TABLE account_credit
  ADD full_balance  BIGINT NULL COMMENT 'after the last payment, nano units or Wh; kept where thresholds in percent are set',
  ADD days_stage    INT    NOT NULL DEFAULT 0 COMMENT '0 none, 1 the first threshold in days reached, ...',
  ADD days_crossing INT    NOT NULL DEFAULT 0 COMMENT 'counts these, part of the notice key';

CREATE TABLE tariff_told (
  tariff     VARCHAR(64) NOT NULL,
  valid_from DATE        NOT NULL,
  told_at    DATETIME(3) NOT NULL,
  PRIMARY KEY (tariff, valid_from)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
