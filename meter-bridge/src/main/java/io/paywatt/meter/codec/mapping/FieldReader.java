package io.paywatt.meter.codec.mapping;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import com.fasterxml.jackson.core.JsonPointer;
import io.paywatt.ledger.reading.Relay;
import io.paywatt.ledger.yaml.YamlFile;
import io.paywatt.meter.codec.Unit;
import io.paywatt.meter.codec.Unit.Quantity;
import io.paywatt.meter.codec.file.MakeFile;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the fields of a mapping file: paths, units, words, times. */
final class FieldReader {
  private static final String EVENT_KIND = "[a-z0-9][a-z0-9-]{0,47}";
  private static final Set<String> TIMES = YamlFile.keys(TimeField.ISO, TimeField.SECONDS, TimeField.MILLIS);

  private final MakeFile file;
  private final YamlFile yaml;
  private final ZoneId zone;

  FieldReader(MakeFile file, ZoneId zone) {
    this.file = file;
    this.yaml = file.yaml();
    this.zone = zone;
  }

  Part.Readings readings(Node node) {
    Map<String, Node> members = yaml.map(node, Set.of(), YamlFile.keys("at", "seq", "energy", "tariffs", "power",
        "voltage", "current", "frequency", "powerFactor", "relay", "balance"));
    if (!members.containsKey("energy") && !members.containsKey("relay") && !members.containsKey("balance")) {
      yaml.fault(node, "a reading needs at least one of energy, relay, balance");
    }
    return new Part.Readings(time(members.get("at")), members.containsKey("seq") ? path(members.get("seq")) : null,
        number(members.get("energy"), Quantity.ENERGY), numbers(members.get("tariffs"), Quantity.ENERGY),
        number(members.get("power"), Quantity.POWER), numbers(members.get("voltage"), Quantity.VOLTAGE),
        numbers(members.get("current"), Quantity.CURRENT), number(members.get("frequency"), Quantity.FREQUENCY),
        number(members.get("powerFactor"), Quantity.FACTOR), members.containsKey("relay")
            ? words(members.get("relay"), Map.of("closed", Relay.CLOSED, "open", Relay.OPEN)) : null,
        number(members.get("balance"), Quantity.FACTOR));
  }

  Part.Events events(Node node) {
    Map<String, Node> members = yaml.map(node, YamlFile.keys("kind"), YamlFile.keys("at"));
    Node kind = members.get("kind");
    if (kind instanceof ScalarNode) {
      return new Part.Events(time(members.get("at")), kind(kind), null);
    }
    if (kind == null) {
      return null;
    }
    Map<String, Node> parts = yaml.map(kind, YamlFile.keys("path", "words"), Set.of());
    Map<String, String> words = new LinkedHashMap<>();
    if (parts.containsKey("words")) {
      yaml.map(parts.get("words")).forEach((word, value) -> words.put(word, kind(value)));
    }
    return new Part.Events(time(members.get("at")), null,
        new WordField<>(parts.containsKey("path") ? path(parts.get("path")) : null, words));
  }

  Part.Presence presence(Node node) {
    return new Part.Presence(words(node, Map.of("online", true, "offline", false)));
  }

  Part.Replies replies(Node node) {
    Map<String, Node> members = yaml.map(node, YamlFile.keys("path", "done"), YamlFile.keys("id", "reason"));
    Map<String, Boolean> done = new LinkedHashMap<>();
    if (members.containsKey("done")) {
      texts(members.get("done")).forEach(word -> done.put(word, true));
    }
    return new Part.Replies(members.containsKey("id") ? path(members.get("id")) : null,
        new WordField<>(members.containsKey("path") ? path(members.get("path")) : null, done),
        members.containsKey("reason") ? path(members.get("reason")) : null);
  }

  List<Condition> conditions(Node node) {
    List<Node> nodes = node instanceof SequenceNode ? yaml.list(node) : List.of(node);
    return nodes.stream().map(each -> {
      Map<String, Node> members = yaml.map(each, YamlFile.keys("path"), YamlFile.keys("is"));
      return new Condition(members.containsKey("path") ? path(members.get("path")) : null,
          members.containsKey("is") ? new LinkedHashSet<>(texts(members.get("is"))) : Set.of());
    }).toList();
  }

  /** A JSON Pointer such as /data/energy. @return null and a fault when it is none */
  JsonPointer path(Node node) {
    return file.read(node, text -> {
      try {
        if (text.matches("(/([^~]|~[01])*)?")) {
          return JsonPointer.compile(text);
        }
      } catch (IllegalArgumentException e) {
        // said below
      }
      throw new IllegalArgumentException("path is '" + text + "', allowed is a JSON Pointer such as /data/energy or /list/0");
    });
  }

  private TimeField time(Node node) {
    if (node == null) {
      return new TimeField(null, TimeField.ISO, null, zone);
    }
    if (node instanceof ScalarNode) {
      return new TimeField(path(node), TimeField.ISO, null, zone);
    }
    Map<String, Node> members = yaml.map(node, YamlFile.keys("path"), YamlFile.keys("format", "zone"));
    JsonPointer path = members.containsKey("path") ? path(members.get("path")) : null;
    String format = members.containsKey("format") ? yaml.text(members.get("format")) : TimeField.ISO;
    ZoneId own = members.containsKey("zone") ? zone(members.get("zone")) : zone;
    return new TimeField(path, format, TIMES.contains(format) ? null : pattern(members.get("format"), format), own);
  }

  private DateTimeFormatter pattern(Node node, String format) {
    try {
      if (format.contains("y") && format.contains("H")) {
        return DateTimeFormatter.ofPattern(format, Locale.ROOT);
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    yaml.fault(node, "format is '" + format + "', allowed are " + String.join(", ", TIMES)
        + " and a pattern such as yyyyMMddHHmmss");
    return null;
  }

  private ZoneId zone(Node node) {
    return file.read(node, text -> {
      try {
        return ZoneId.of(text);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException("zone is '" + text + "', allowed is a time zone such as Asia/Shanghai");
      }
    });
  }

  private List<NumberField> numbers(Node node, Quantity quantity) {
    return node == null ? List.of() : yaml.list(node).stream().map(each -> number(each, quantity)).toList();
  }

  private NumberField number(Node node, Quantity quantity) {
    if (node == null) {
      return null;
    }
    boolean bare = quantity == Quantity.FACTOR;
    Map<String, Node> members = yaml.map(node, bare ? YamlFile.keys("path") : YamlFile.keys("path", "unit"),
        YamlFile.keys("scale"));
    if (!members.containsKey("path")) {
      return null;
    }
    Unit unit = members.containsKey("unit") ? file.unit(members.get("unit"), quantity) : Unit.NONE;
    BigDecimal scale = members.containsKey("scale") ? file.scale(members.get("scale")) : BigDecimal.ONE;
    return new NumberField(path(members.get("path")), unit, scale);
  }

  /** {@code {path: ..., name: [words], ...}} for each of the meanings. */
  private <T> WordField<T> words(Node node, Map<String, T> meanings) {
    List<String> names = meanings.keySet().stream().sorted().toList();
    Map<String, Node> members = yaml.map(node, YamlFile.keys("path", names.get(0), names.get(1)), Set.of());
    Map<String, T> words = new LinkedHashMap<>();
    for (String name : names) {
      for (String word : members.containsKey(name) ? texts(members.get(name)) : List.<String>of()) {
        if (words.put(word, meanings.get(name)) != null) {
          yaml.fault(members.get(name), "'" + word + "' stands for " + String.join(" and ", names) + ", allowed is one");
        }
      }
    }
    return new WordField<>(members.containsKey("path") ? path(members.get("path")) : null, words);
  }

  /** One value or a list of them. */
  private List<String> texts(Node node) {
    return node instanceof ScalarNode ? List.of(yaml.text(node)) : file.texts(node);
  }

  private String kind(Node node) {
    String kind = yaml.text(node);
    if (!kind.matches(EVENT_KIND)) {
      yaml.fault(node, "kind is '" + kind + "', allowed are 1 to 48 of a-z 0-9 -");
    }
    return kind;
  }
}
