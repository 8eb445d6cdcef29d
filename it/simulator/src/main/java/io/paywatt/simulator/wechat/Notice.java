package io.paywatt.simulator.wechat;

import java.util.Map;

/** A notice ready to be posted: raw body and the headers that sign it. */
public record Notice(byte[] body, Map<String, String> headers) {}
