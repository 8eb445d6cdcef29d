package io.paywatt.meter.codec.file;

import java.util.Map;
import java.util.Set;
import io.paywatt.ledger.yaml.YamlFile;
import io.paywatt.meter.bus.Envelope;
import io.paywatt.meter.bus.GatewayDoor;
import io.paywatt.meter.topic.TopicPattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** The keys {@code topics} and {@code payload} of makes behind gateways. */
public final class GatewayKeys {
  private static final Set<String> GATEWAY = Set.of(GatewayDoor.GATEWAY);

  private GatewayKeys() {}

  /** @return null and faults when something is wrong */
  public static GatewayDoor read(MakeFile file, CodecParts parts) {
    Node topics = file.node("topics");
    if (topics == null) {
      return null;
    }
    Map<String, Node> members = file.yaml().map(topics, YamlFile.keys("up", "down"), Set.of());
    Envelope envelope = file.node("payload") == null ? Envelope.RAW : file.read(file.node("payload"), Envelope::of);
    if (!file.isRight()) {
      return null;
    }
    TopicPattern up = file.topic(members.get("up"), GATEWAY);
    TopicPattern down = file.topic(members.get("down"), GATEWAY);
    return file.isRight() ? new GatewayDoor(up, down, envelope, parts.clock()) : null;
  }
}
