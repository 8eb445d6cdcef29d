package io.paywatt.simulator.smpp;

/** A whole text that a hub sent out. */
public record Submitted(String from, String to, String text) {}
