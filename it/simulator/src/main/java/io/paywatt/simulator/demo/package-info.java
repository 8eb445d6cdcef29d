/**
 * The story told by {@code ./paywatt demo}: starts simulated providers and meters and a real hub beside them, and proves
 * each step from outside, through the API, the gateway's list of messages and the meters themselves.
 */
package io.paywatt.simulator.demo;
