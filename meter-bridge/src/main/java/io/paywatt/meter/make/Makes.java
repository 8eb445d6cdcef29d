package io.paywatt.meter.make;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import io.paywatt.ledger.Misconfigured;
import io.paywatt.ledger.yaml.YamlFile;
import io.paywatt.meter.codec.MeterCodec;
import io.paywatt.meter.codec.NativeCodec;
import io.paywatt.meter.codec.dlt645.Dlt645File;
import io.paywatt.meter.codec.file.CodecParts;
import io.paywatt.meter.codec.file.MakeFile;
import io.paywatt.meter.codec.mapping.MappingFile;
import io.paywatt.meter.codec.modbus.ModbusFile;
import io.paywatt.meter.codec.shelly.ShellyFile;
import io.paywatt.meter.codec.tasmota.TasmotaFile;
import io.paywatt.meter.codec.zigbee2mqtt.ZigbeeFile;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The makes of {@code config/meters/*.yaml}. */
public final class Makes {
  private static final String SUFFIX = ".yaml";
  private static final String NAME = "[a-z0-9][a-z0-9-]{0,31}";
  private static final Map<String, BiFunction<MakeFile, CodecParts, MeterCodec>> PROTOCOLS = protocols();

  private final CodecParts parts;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, MeterCodec> byMake = new LinkedHashMap<>();

  private Makes(CodecParts parts) {
    this.parts = parts;
  }

  /**
   * Reads every {@code *.yaml} of the folder; no folder, no makes but native.
   *
   * @throws Misconfigured with every fault as file:line
   */
  public static List<MeterCodec> load(Path folder, CodecParts parts) {
    Makes makes = new Makes(parts);
    makes.files(folder).forEach(makes::read);
    return makes.result();
  }

  /** Reads one file. @throws Misconfigured with every fault as file:line */
  public static MeterCodec loadFile(Path file, CodecParts parts) {
    Makes makes = new Makes(parts);
    makes.read(file);
    return makes.result().get(0);
  }

  private List<MeterCodec> result() {
    if (!faults.isEmpty()) {
      throw new Misconfigured(faults);
    }
    return List.copyOf(byMake.values());
  }

  private void read(Path path) {
    YamlFile yaml = new YamlFile(path.toString(), faults);
    Optional<Node> root = yaml.compose(path);
    if (root.isEmpty()) {
      return;
    }
    String make = member(root.get(), "make");
    String protocol = member(root.get(), "protocol");
    if (make == null || !make.matches(NAME) || make.equals(NativeCodec.MAKE)) {
      yaml.fault(root.get(), "make is '" + make + "', allowed are 1 to 32 small letters, digits and dashes, not native");
    } else if (byMake.containsKey(make)) {
      yaml.fault(root.get(), "make " + make + " is in another file already, allowed is once");
    } else if (protocol == null || !PROTOCOLS.containsKey(protocol)) {
      yaml.fault(root.get(), "protocol is '" + protocol + "', allowed are " + String.join(", ", PROTOCOLS.keySet()));
    } else {
      MeterCodec codec = PROTOCOLS.get(protocol).apply(new MakeFile(yaml, root.get(), make, faults), parts);
      byMake.put(make, codec);
    }
  }

  private static String member(Node root, String key) {
    return root instanceof MappingNode mapping ? mapping.getValue().stream()
        .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
        .map(tuple -> tuple.getValueNode() instanceof ScalarNode value ? value.getValue() : null)
        .findFirst().orElse(null) : null;
  }

  private List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    } catch (IOException e) {
      faults.add(folder + ": can't be read as a folder with makes of meters: " + e.getClass().getSimpleName());
      return List.of();
    }
  }

  private static Map<String, BiFunction<MakeFile, CodecParts, MeterCodec>> protocols() {
    Map<String, BiFunction<MakeFile, CodecParts, MeterCodec>> protocols = new LinkedHashMap<>();
    protocols.put("json", MappingFile::read);
    protocols.put("dlt645", Dlt645File::read);
    protocols.put("modbus", ModbusFile::read);
    protocols.put("tasmota", TasmotaFile::read);
    protocols.put("shelly", ShellyFile::read);
    protocols.put("zigbee2mqtt", ZigbeeFile::read);
    return protocols;
  }
}
