package io.paywatt.meter.codec.modbus;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import io.paywatt.ledger.yaml.YamlFile;
import io.paywatt.meter.bus.GatewayDoor;
import io.paywatt.meter.codec.MeterCodec;
import io.paywatt.meter.codec.Unit.Quantity;
import io.paywatt.meter.codec.Unit;
import io.paywatt.meter.codec.file.CodecParts;
import io.paywatt.meter.codec.file.GatewayKeys;
import io.paywatt.meter.codec.file.MakeFile;
import org.snakeyaml.engine.v2.nodes.Node;

/** A file with {@code protocol: modbus}: the register map of a model. */
public final class ModbusFile {
  private static final int LAST = 0xFFFF;
  private static final int PRESET_DECIMALS = 2;

  private final MakeFile file;

  private ModbusFile(MakeFile file) {
    this.file = file;
  }

  /** @return null and faults when something is wrong */
  public static MeterCodec read(MakeFile file, CodecParts parts) {
    file.keys(YamlFile.keys("topics", "read", "values"), YamlFile.keys("payload", "relay"));
    GatewayDoor door = GatewayKeys.read(file, parts);
    RegisterMap map = file.node("read") == null || file.node("values") == null ? null : new ModbusFile(file).map();
    if (!file.isRight()) {
      return null;
    }
    ModbusCodec codec = new ModbusCodec(file.make(), door, map, parts.directory(), parts.buses());
    parts.buses().serve(codec);
    return codec;
  }

  private RegisterMap map() {
    Map<String, Node> values = file.yaml().map(file.node("values"), YamlFile.keys("energy"),
        YamlFile.keys("voltage", "current", "power", "powerFactor", "frequency"));
    List<RegisterMap.Block> blocks = new ArrayList<>(file.yaml().list(file.node("read")).stream().map(this::block).toList());
    if (!values.containsKey("energy") || !file.isRight()) {
      return null;
    }
    Register energy = register(values.get("energy"), Quantity.ENERGY, Unit.KWH, blocks);
    if (file.isRight()) {
      blocks.sort(Comparator.comparing(block -> energy.isIn(block.request(1))));
    }
    int coil = -1;
    boolean closedIsOn = true;
    if (file.node("relay") != null) {
      Map<String, Node> relay = file.yaml().map(file.node("relay"), YamlFile.keys("coil"), YamlFile.keys("closed"));
      coil = relay.containsKey("coil") ? file.whole(relay.get("coil"), "coil", 0, LAST) : -1;
      closedIsOn = !relay.containsKey("closed")
          || file.word(relay.get("closed"), "closed", List.of("on", "off")).equals("on");
    }
    return new RegisterMap(List.copyOf(blocks), energy, all(values.get("voltage"), Quantity.VOLTAGE, Unit.V, blocks),
        all(values.get("current"), Quantity.CURRENT, Unit.A, blocks), one(values.get("power"), Quantity.POWER, Unit.W, blocks),
        one(values.get("powerFactor"), Quantity.FACTOR, Unit.NONE, blocks),
        one(values.get("frequency"), Quantity.FREQUENCY, Unit.HZ, blocks), coil, closedIsOn);
  }

  private RegisterMap.Block block(Node node) {
    Map<String, Node> members = file.yaml().map(node, YamlFile.keys("start", "count"), YamlFile.keys("function"));
    if (!members.containsKey("start") || !members.containsKey("count")) {
      return new RegisterMap.Block(ModbusRequest.INPUT, 0, 1);
    }
    return new RegisterMap.Block(function(members.get("function")), file.whole(members.get("start"), "start", 0, LAST),
        file.whole(members.get("count"), "count", 1, ModbusRequest.MOST_REGISTERS));
  }

  private int function(Node node) {
    return node == null ? ModbusRequest.INPUT : file.whole(node, "function", ModbusRequest.HOLDING, ModbusRequest.INPUT);
  }

  private List<Register> all(Node list, Quantity quantity, Unit preset, List<RegisterMap.Block> blocks) {
    return list == null ? List.of()
        : file.yaml().list(list).stream().map(node -> register(node, quantity, preset, blocks)).toList();
  }

  private Register one(Node node, Quantity quantity, Unit preset, List<RegisterMap.Block> blocks) {
    return node == null ? null : register(node, quantity, preset, blocks);
  }

  private Register register(Node node, Quantity quantity, Unit preset, List<RegisterMap.Block> blocks) {
    Map<String, Node> members = file.yaml().map(node, YamlFile.keys("register"),
        YamlFile.keys("function", "type", "words", "unit", "scale", "decimals"));
    if (!members.containsKey("register")) {
      return null;
    }
    List<String> types = Arrays.stream(Register.Type.values()).map(Register.Type::word).toList();
    Register.Type type = members.containsKey("type")
        ? Register.Type.values()[types.indexOf(file.word(members.get("type"), "type", types))] : Register.Type.FLOAT32;
    boolean swapped = members.containsKey("words")
        && file.word(members.get("words"), "words", List.of("high-first", "low-first")).equals("low-first");
    Unit unit = members.containsKey("unit") ? file.unit(members.get("unit"), quantity) : preset;
    BigDecimal scale = members.containsKey("scale") ? file.scale(members.get("scale")) : BigDecimal.ONE;
    int decimals = members.containsKey("decimals") ? file.whole(members.get("decimals"), "decimals", 0, 6)
        : quantity == Quantity.ENERGY ? PRESET_DECIMALS : 3;
    Register register = new Register(function(members.get("function")),
        file.whole(members.get("register"), "register", 0, LAST), type, swapped, unit, scale, decimals);
    if (file.isRight() && blocks.stream().noneMatch(block -> register.isIn(block.request(1)))) {
      file.yaml().fault(members.get("register"), "register %04X is not in any block of read".formatted(register.address()));
    }
    return register;
  }
}
