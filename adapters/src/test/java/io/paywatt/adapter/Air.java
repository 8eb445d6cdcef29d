package io.paywatt.adapter;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import io.paywatt.simulator.channel.ChannelServer;
import io.paywatt.simulator.channel.ChannelServer.Taken;

/**
 * The far end of a channel.
 *
 * @param taken what it took, oldest first
 * @param fail  makes it answer the next call with this code
 * @param lose  makes it take the next message and say nothing
 * @param close ends it
 */
public record Air(Supplier<List<Taken>> taken, Consumer<String> fail, Runnable lose, AutoCloseable close) {
  public static Air of(ChannelServer server) {
    return new Air(server::taken, server::fail, server::loseAnswer, server);
  }
}
