package io.paywatt.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * One HTTP/1.1 connection that stays open. Hand-made, since on a small machine what a whole HTTP client costs would be
 * taken from the server that is measured.
 */
final class KeepAlive implements AutoCloseable {
  private static final int ANSWER_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;

  KeepAlive(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(ANSWER_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends a whole request. @return the status @throws IOException when the answer is not one of a kept connection */
  int exchange(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    String status = line();
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
      } else if (lower.startsWith("transfer-encoding:") || lower.equals("connection: close")) {
        throw new IOException("an answer that this client does not understand: " + status + ", " + header);
      }
    }
    in.skipNBytes(length);
    return Integer.parseInt(status.split(" ", 3)[1]);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the hub closed the connection");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  /** A GET request as bytes. */
  static byte[] get(String path, String authorization) {
    return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + authorization + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** A POST request as bytes. */
  static byte[] post(String path, Map<String, String> headers, byte[] body) {
    StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.US_ASCII);
    byte[] request = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, request, start.length, body.length);
    return request;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
