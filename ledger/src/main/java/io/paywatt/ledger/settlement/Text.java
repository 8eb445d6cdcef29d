package io.paywatt.ledger.settlement;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The same words in the languages of the house. */
public record Text(@JsonProperty("zh-CN") String zh, String en) {}
