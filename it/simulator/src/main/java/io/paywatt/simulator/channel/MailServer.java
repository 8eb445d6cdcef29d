package io.paywatt.simulator.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that speaks as much SMTP as a sender without TLS needs (RFC 5321), and keeps mails as they came. */
public final class MailServer implements AutoCloseable {
  private final ServerSocket socket;
  private final List<Mail> mails = new CopyOnWriteArrayList<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final String proof;
  private volatile boolean loses;

  /** @param source the whole mail, headers and body, in Latin-1 so that no byte changes */
  public record Mail(String from, String to, String source) {}

  /** That knows one sender (AUTH PLAIN, RFC 4616). @throws IOException when no port is to be had */
  public MailServer(String user, String password) throws IOException {
    proof = "\0" + user + "\0" + password;
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "mail-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** As a sender is told. */
  public String url() {
    return "smtp://127.0.0.1:" + socket.getLocalPort();
  }

  public List<Mail> mails() {
    return List.copyOf(mails);
  }

  /** The next recipient is answered with this line, e.g. {@code 550 5.1.1 no such user}. */
  public void fail(String answer) {
    failures.add(answer);
  }

  /** The next mail is taken, but the connection breaks before the sender hears of it. */
  public void loseAnswer() {
    loses = true;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread thread = new Thread(() -> talk(client), "mail-session");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        // closed
      }
    }
  }

  private void talk(Socket client) {
    try (client; BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(),
        StandardCharsets.ISO_8859_1))) {
      OutputStream out = client.getOutputStream();
      say(out, "220 mail.example.com ESMTP");
      boolean proved = false;
      String from = "";
      String to = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String command = line.toUpperCase(java.util.Locale.ROOT);
        if (command.startsWith("EHLO")) {
          say(out, "250-mail.example.com\r\n250 AUTH PLAIN");
        } else if (command.startsWith("AUTH")) {
          proved = isProof(line);
          say(out, proved ? "235 2.7.0 welcome" : "535 5.7.8 wrong name or password");
        } else if (command.startsWith("MAIL FROM:")) {
          from = address(line);
          say(out, proved ? "250 ok" : "530 5.7.0 who are you");
        } else if (command.startsWith("RCPT TO:")) {
          to = address(line);
          String failure = failures.poll();
          say(out, failure == null ? "250 ok" : failure);
        } else if (command.equals("DATA")) {
          say(out, "354 go on");
          mails.add(new Mail(from, to, data(in)));
          if (loses) {
            loses = false;
            return;
          }
          say(out, "250 taken");
        } else if (command.startsWith("QUIT")) {
          say(out, "221 bye");
          return;
        } else {
          say(out, command.matches("(HELO|RSET|NOOP).*") ? "250 mail.example.com" : "502 not here");
        }
      }
    } catch (IOException e) {
      // the sender is gone
    }
  }

  /** Whom to act for, which a sender may leave out, who it is, and the password. */
  private boolean isProof(String line) {
    byte[] said = Base64.getDecoder().decode(line.replaceFirst("(?i)AUTH PLAIN ", ""));
    return new String(said, StandardCharsets.UTF_8).endsWith(proof);
  }

  private static String data(BufferedReader in) throws IOException {
    StringBuilder mail = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      mail.append(line.startsWith("..") ? line.substring(1) : line).append("\r\n");
    }
    return mail.toString();
  }

  private static String address(String line) {
    return line.replaceFirst(".*<", "").replaceFirst(">.*", "");
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
