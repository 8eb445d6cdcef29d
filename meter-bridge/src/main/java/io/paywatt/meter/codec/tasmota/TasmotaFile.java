package io.paywatt.meter.codec.tasmota;

import java.util.Set;
import io.paywatt.ledger.yaml.YamlFile;
import io.paywatt.meter.codec.MeterCodec;
import io.paywatt.meter.codec.file.CodecParts;
import io.paywatt.meter.codec.file.MakeFile;

/** A file with {@code protocol: tasmota}. */
public final class TasmotaFile {
  private TasmotaFile() {}

  /** @return null and faults when something is wrong */
  public static MeterCodec read(MakeFile file, CodecParts parts) {
    file.keys(Set.of(), YamlFile.keys("topic", "power"));
    if (file.node("topic") != null) {
      file.topic(file.node("topic"), YamlFile.keys("prefix", "device"));
    }
    String power = file.text("power", "POWER");
    if (!power.matches("POWER[0-9]{0,2}")) {
      file.yaml().fault(file.node("power"), "power is '" + power + "', allowed are POWER, POWER1, POWER2 ...");
    }
    return file.isRight() ? new TasmotaCodec(file.make(), file.text("topic", "{prefix}/{device}"), power, parts.zone(),
        parts.directory()) : null;
  }
}
