package io.paywatt.meter.codec.dlt645;

import java.util.List;
import io.paywatt.ledger.yaml.YamlFile;
import io.paywatt.meter.bus.GatewayDoor;
import io.paywatt.meter.codec.MeterCodec;
import io.paywatt.meter.codec.file.CodecParts;
import io.paywatt.meter.codec.file.GatewayKeys;
import io.paywatt.meter.codec.file.MakeFile;
import org.snakeyaml.engine.v2.nodes.Node;

/** A file with {@code protocol: dlt645}. */
public final class Dlt645File {
  private static final List<String> POLL = List.of("02010100", "02020100", "02030000", DataItem.RELAY_WORD,
      DataItem.ENERGY_BLOCK);

  private Dlt645File() {}

  /** @return null and faults when something is wrong */
  public static MeterCodec read(MakeFile file, CodecParts parts) {
    file.keys(YamlFile.keys("topics"), YamlFile.keys("payload", "poll", "close", "topup"));
    GatewayDoor door = GatewayKeys.read(file, parts);
    List<String> poll = file.node("poll") == null ? POLL : poll(file, file.node("poll"));
    boolean closeNow = file.node("close") == null
        || file.word(file.node("close"), "close", List.of("now", "allow")).equals("now");
    String topUp = file.node("topup") == null ? null : file.word(file.node("topup"), "topup", List.of("count", "order"));
    if (!file.isRight()) {
      return null;
    }
    Requests requests = new Requests(parts.password(), parts.operator(), parts.zone(), closeNow);
    Dlt645Codec codec = new Dlt645Codec(file.make(), door, poll, requests,
        topUp == null ? null : new TopUp(TopUp.Layout.of(topUp), parts.currencyDigits()), new Values(parts.currencyDigits()),
        parts.directory(), parts.buses());
    parts.buses().serve(codec);
    return codec;
  }

  private static List<String> poll(MakeFile file, Node list) {
    List<Node> nodes = file.yaml().list(list);
    for (Node node : nodes) {
      String di = file.yaml().text(node);
      if (DataItems.of(di).isEmpty() && !di.matches("040005(0[1-7]|FF)")) {
        file.yaml().fault(node, "data identifier is '" + di
            + "', allowed is one of DL/T 645-2007 that is known here, such as 0001FF00; in quotes");
      }
    }
    List<String> all = nodes.stream().map(file.yaml()::text).toList();
    if (all.isEmpty() || !all.get(all.size() - 1).matches("0001(FF|00)00")) {
      file.yaml().fault(list, "the last data identifier has to be 0001FF00 or 00010000: the register makes the reading");
    }
    return all;
  }
}
