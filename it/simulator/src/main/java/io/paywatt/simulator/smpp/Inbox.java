package io.paywatt.simulator.smpp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/** Takes submit_sm and puts long texts together; refuses everything else. */
final class Inbox implements ServerMessageReceiverListener {
  private static final int UDHI = 0x40;
  private static final int UCS2 = 8;

  /** Parts by number, of one text. */
  private record Text(String from, String to, Map<Integer, Submitted.Part> parts) {}

  private final Map<String, Text> texts = new LinkedHashMap<>();
  private final Queue<Integer> failures = new ArrayDeque<>();
  private boolean loses;
  private int count;

  synchronized List<Submitted> texts() {
    return texts.values().stream().map(text -> new Submitted(text.from(), text.to(), read(text.parts().values()),
        List.copyOf(text.parts().values()))).toList();
  }

  /** Signs may be cut where two parts meet. */
  private static String read(Collection<Submitted.Part> parts) {
    ByteArrayOutputStream signs = new ByteArrayOutputStream();
    for (Submitted.Part part : parts) {
      int header = part.isLong() ? part.body()[0] + 1 : 0;
      signs.write(part.body(), header, part.body().length - header);
    }
    boolean wide = parts.iterator().next().coding() == UCS2;
    return signs.toString(wide ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1);
  }

  /** The next submit_sm is answered with this status. */
  synchronized void fail(int status) {
    failures.add(status);
  }

  /** The session of the next submit_sm breaks once it is taken. */
  synchronized void lose() {
    loses = true;
  }

  @Override
  public synchronized SubmitSmResult onAcceptSubmitSm(SubmitSm pdu, SMPPServerSession source) throws ProcessRequestException {
    if (!failures.isEmpty()) {
      throw new ProcessRequestException("told to fail", failures.remove());
    }
    byte[] body = pdu.getShortMessage();
    boolean isLong = (pdu.getEsmClass() & UDHI) != 0;
    String key = pdu.getDestAddress() + "/" + (isLong ? "long-" + body[3] : "whole-" + count);
    String id = "M" + ++count;
    texts.computeIfAbsent(key, k -> new Text(pdu.getSourceAddr(), pdu.getDestAddress(), new TreeMap<>())).parts()
        .put(isLong ? (int) body[5] : 1, new Submitted.Part(id, pdu.getDataCoding(), isLong, body));
    if (loses) {
      loses = false;
      source.close();
    }
    try {
      return new SubmitSmResult(new MessageId(id), new OptionalParameter[0]);
    } catch (PDUStringException e) {
      throw new ProcessRequestException("no id", SMPPConstant.STAT_ESME_RSYSERR, e);
    }
  }

  @Override
  public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti pdu, SMPPServerSession source) throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public QuerySmResult onAcceptQuerySm(QuerySm pdu, SMPPServerSession source) throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptReplaceSm(ReplaceSm pdu, SMPPServerSession source) throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptCancelSm(CancelSm pdu, SMPPServerSession source) throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm pdu, SMPPServerSession source) throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptCancelBroadcastSm(CancelBroadcastSm pdu, SMPPServerSession source) throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm pdu, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm pdu, Session source) throws ProcessRequestException {
    throw unknown();
  }

  private static ProcessRequestException unknown() {
    return new ProcessRequestException("this SMSC takes submit_sm only", SMPPConstant.STAT_ESME_RINVCMDID);
  }
}
