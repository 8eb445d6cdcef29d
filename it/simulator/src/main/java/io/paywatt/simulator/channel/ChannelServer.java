package io.paywatt.simulator.channel;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;
import io.paywatt.simulator.http.WireServer;

/** What simulated channels have in common: they keep what they took, fail as told, and can lose an answer after taking. */
public abstract class ChannelServer implements AutoCloseable {
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger toLose = new AtomicInteger();
  private final WireServer server;

  /**
   * A message that was taken.
   *
   * @param id   what the provider calls it
   * @param ours the sender's own id, or an empty text
   * @param to   address
   * @param text what the person reads
   */
  public record Taken(String id, String ours, String to, String text) {}

  /** @param port 0 for any free one */
  protected ChannelServer(int port) {
    server = WireServer.start(port, this::receive);
  }

  /** Checks and answers a call; what it takes it hands to {@link #take}. */
  protected abstract WireResponse answer(WireRequest request);

  /** Base URL, as the provider's own. */
  public String url() {
    return server.url();
  }

  /** Everything taken so far, oldest first. */
  public List<Taken> taken() {
    return List.copyOf(taken);
  }

  /** The next good call is answered with this code of the provider. */
  public void fail(String code) {
    failures.add(code);
  }

  /** The next message is taken, but nobody hears of it. */
  public void loseAnswer() {
    toLose.incrementAndGet();
  }

  @Override
  public void close() {
    server.close();
  }

  /** The code to fail with, or null. */
  protected final String failure() {
    return failures.poll();
  }

  /** Keeps a message. @return it */
  protected final Taken take(String id, String ours, String to, String text) {
    Taken message = new Taken(id, ours, to, text);
    taken.add(message);
    return message;
  }

  private WireResponse receive(WireRequest request) {
    int before = taken.size();
    WireResponse answer = answer(request);
    boolean lost = taken.size() > before && toLose.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    return lost ? WireResponse.silence() : answer;
  }
}
