package io.paywatt.meter.codec.shelly;

import java.util.Set;
import io.paywatt.ledger.yaml.YamlFile;
import io.paywatt.meter.codec.MeterCodec;
import io.paywatt.meter.codec.file.CodecParts;
import io.paywatt.meter.codec.file.MakeFile;

/** A file with {@code protocol: shelly}. */
public final class ShellyFile {
  private ShellyFile() {}

  /** @return null and faults when something is wrong */
  public static MeterCodec read(MakeFile file, CodecParts parts) {
    file.keys(Set.of(), YamlFile.keys("topic", "replies", "component"));
    String component = file.text("component", "switch:0");
    if (!component.matches("(switch|pm1|em|em1):[0-9]{1,2}")) {
      file.yaml().fault(file.node("component"), "component is '" + component
          + "', allowed are switch:0, pm1:0, em:0, em1:0 and so on");
    }
    if (file.node("topic") != null) {
      file.topic(file.node("topic"), Set.of("device"));
    }
    if (file.node("replies") != null) {
      file.topic(file.node("replies"), Set.of());
    }
    return file.isRight() ? new ShellyCodec(file.make(), file.text("topic", "{device}"),
        file.text("replies", parts.prefix() + "/replies"), component, parts.directory()) : null;
  }
}
