package io.paywatt.ledger.command;

import io.paywatt.ledger.reading.Relay;

/**
 * A meter's answer to a command.
 *
 * @param serial       the meter's serial, from the topic
 * @param id           id of the command
 * @param result       done, refused or failed
 * @param reason       why not, or null
 * @param relay        relay after the command, or null
 * @param balanceMinor balance the meter shows, minor units, or null
 * @param energyWh     register, or null
 * @param json         the reply as received
 */
public record CommandReply(String serial, String id, String result, String reason, Relay relay, Long balanceMinor,
    Long energyWh, String json) {}
