/** HTTP as the simulators speak it: a server that sends header names exactly as written, and a small caller. */
package io.paywatt.simulator.http;
