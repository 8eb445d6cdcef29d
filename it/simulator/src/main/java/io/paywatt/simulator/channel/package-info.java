/** Channels for messages to people: each checks a call the way its provider does, keeps what it took, and fails as told. */
package io.paywatt.simulator.channel;
