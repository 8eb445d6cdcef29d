package io.paywatt.simulator.sms;

import java.time.Instant;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A message the gateway took.
 *
 * @param params value of each variable of the template, a JSON object of strings
 * @param outId  the sender's own id, or an empty string
 */
public record SentMessage(String bizId, String phone, String signName, String template, JsonNode params, String outId,
    Instant at) {}
