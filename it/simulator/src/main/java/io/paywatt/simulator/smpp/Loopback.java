package io.paywatt.simulator.smpp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;

/** Listens on 127.0.0.1 only, on a port that may be chosen by the system. */
final class Loopback implements ServerConnectionFactory {
  private static final int BACKLOG = 50;

  private final ServerSocket socket;

  /** @param port 0 for any free one */
  Loopback(int port) throws IOException {
    socket = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public ServerConnection listen(int ignored) {
    return new ServerSocketConnection(socket);
  }

  @Override
  public ServerConnection listen(int ignored, int timeout) {
    return listen(ignored);
  }

  @Override
  public ServerConnection listen(int ignored, int timeout, int backlog) {
    return listen(ignored);
  }
}
