package io.paywatt.simulator.smpp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;

/** An SMSC on 127.0.0.1: hubs bind to it, it delivers texts of residents and keeps what the hub submits. */
public final class Smsc implements AutoCloseable {
  private static final int BIND_MILLIS = 5000;
  private static final byte UCS2 = 8;
  private static final byte HEADER = 0x40;
  private static final byte RECEIPT = 0x04;

  private final SMPPServerSessionListener listener;
  private final String user;
  private final String password;
  private final List<SMPPServerSession> bound = new CopyOnWriteArrayList<>();
  private final List<SMPPServerSession> receivers = new CopyOnWriteArrayList<>();
  private final Inbox inbox = new Inbox();
  private final AtomicInteger references = new AtomicInteger();
  private final int port;
  private volatile boolean open = true;

  private Smsc(Loopback sockets, String user, String password) throws IOException {
    this.listener = new SMPPServerSessionListener(0, sockets);
    this.port = sockets.port();
    this.user = user;
    this.password = password;
  }

  /** @param port 0 for any free one */
  public static Smsc start(int port, String user, String password) throws IOException {
    Smsc smsc = new Smsc(new Loopback(port), user, password);
    Thread thread = new Thread(smsc::serve, "smsc");
    thread.setDaemon(true);
    thread.start();
    return smsc;
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** Host and port as a hub is told. */
  public String url() {
    return "smpp://127.0.0.1:" + port;
  }

  /** How many hubs can be delivered to. */
  public int receivers() {
    receivers.removeIf(session -> !session.getSessionState().isBound());
    return receivers.size();
  }

  /** Breaks all sessions, as a restart or a network does; hubs may bind again. */
  public void drop() {
    bound.forEach(SMPPServerSession::close);
    bound.clear();
  }

  /** What hubs submitted, whole texts in the order of their first part. */
  public List<Submitted> submitted() {
    return inbox.texts();
  }

  /**
   * Delivers a text in parts, as many as it needs.
   *
   * @param backwards last part first, and each twice: networks do that
   * @throws IOException when the hub refuses a part; it may be delivered again
   */
  public void deliver(String from, String to, String text, boolean backwards) throws IOException {
    List<byte[]> parts = LongText.parts(text, references.incrementAndGet() & 0xff);
    List<byte[]> order = new ArrayList<>(parts);
    if (backwards) {
      Collections.reverse(order);
    }
    for (byte[] part : order) {
      deliver(from, to, part, parts.size() > 1);
      if (backwards && part != order.get(order.size() - 1)) {
        deliver(from, to, part, parts.size() > 1);
      }
    }
  }

  /** The next submit_sm is answered with this status, such as 0x0b or 0x58. */
  public void fail(int status) {
    inbox.fail(status);
  }

  /** The next submit_sm is taken, and the session breaks before the hub hears of it. */
  public void loseAnswer() {
    inbox.lose();
  }

  /**
   * Delivers a receipt.
   *
   * @param stat DELIVRD, UNDELIV, ...
   * @throws IOException when the hub refuses it; it may be delivered again
   */
  public void receipt(String id, String stat, String error) throws IOException {
    byte[] body = ("id:" + id + " sub:001 dlvrd:001 submit date:2611231200 done date:2611231201 stat:" + stat + " err:"
        + error
        + " text:").getBytes(StandardCharsets.US_ASCII);
    deliver("+8613800138000", "22384", body, RECEIPT, (byte) 0);
  }

  private void deliver(String from, String to, byte[] body, boolean withHeader) throws IOException {
    deliver(from, to, body, withHeader ? HEADER : 0, UCS2);
  }

  private void deliver(String from, String to, byte[] body, byte esmClass, byte coding) throws IOException {
    if (receivers() == 0) {
      throw new IOException("no hub is bound");
    }
    try {
      receivers.get(0).deliverShortMessage("", TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, from.replace("+", ""),
          TypeOfNumber.UNKNOWN, NumberingPlanIndicator.ISDN, to, new ESMClass(esmClass), (byte) 0, (byte) 0,
          new RegisteredDelivery(0), new RawDataCoding(coding), body);
    } catch (NegativeResponseException e) {
      throw new IOException("the hub answered status " + e.getCommandStatus(), e);
    } catch (PDUException | ResponseTimeoutException | InvalidResponseException e) {
      throw new IOException(e);
    }
  }

  private void serve() {
    while (open) {
      try {
        SMPPServerSession session = listener.accept();
        session.setMessageReceiverListener(inbox);
        Thread thread = new Thread(() -> bind(session), "smsc-bind");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        open = false;
      }
    }
  }

  private void bind(SMPPServerSession session) {
    try {
      BindRequest request = session.waitForBind(BIND_MILLIS);
      if (!request.getSystemId().equals(user) || !request.getPassword().equals(password)) {
        request.reject(SMPPConstant.STAT_ESME_RINVPASWD);
        return;
      }
      request.accept("smsc");
      bound.add(session);
      if (request.getBindType() != org.jsmpp.bean.BindType.BIND_TX) {
        receivers.add(session);
      }
    } catch (PDUException | IOException | TimeoutException e) {
      session.close();
    }
  }

  @Override
  public void close() {
    open = false;
    try {
      listener.close();
    } catch (IOException e) {
      // it is closed
    }
    drop();
  }
}
