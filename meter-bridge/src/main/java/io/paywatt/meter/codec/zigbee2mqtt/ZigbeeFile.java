package io.paywatt.meter.codec.zigbee2mqtt;

import java.util.Set;
import io.paywatt.ledger.yaml.YamlFile;
import io.paywatt.meter.codec.MeterCodec;
import io.paywatt.meter.codec.file.CodecParts;
import io.paywatt.meter.codec.file.MakeFile;

/** A file with {@code protocol: zigbee2mqtt}. */
public final class ZigbeeFile {
  private ZigbeeFile() {}

  /** @return null and faults when something is wrong */
  public static MeterCodec read(MakeFile file, CodecParts parts) {
    file.keys(Set.of(), YamlFile.keys("topic", "state"));
    String state = file.text("state", "state");
    if (!state.matches("[a-z0-9_]{1,32}")) {
      file.yaml().fault(file.node("state"), "state is '" + state + "', allowed are small letters, digits and _");
    }
    if (file.node("topic") != null) {
      file.topic(file.node("topic"), Set.of());
    }
    return file.isRight() ? new ZigbeeCodec(file.make(), file.text("topic", "zigbee2mqtt"), state, parts.directory()) : null;
  }
}
