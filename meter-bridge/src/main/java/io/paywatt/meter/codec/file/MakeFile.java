package io.paywatt.meter.codec.file;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import io.paywatt.ledger.yaml.YamlFile;
import io.paywatt.meter.codec.Unit;
import io.paywatt.meter.topic.TopicPattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** One file of {@code config/meters}. What is wrong is noted with its line and read as far as possible. */
public final class MakeFile {
  private final YamlFile yaml;
  private final Node root;
  private final String make;
  private final List<String> faults;
  private final int before;
  private Map<String, Node> members = Map.of();

  /** @param root the whole document. @param faults where each fault is added as file:line: words */
  public MakeFile(YamlFile yaml, Node root, String make, List<String> faults) {
    this.yaml = yaml;
    this.root = root;
    this.make = make;
    this.faults = faults;
    this.before = faults.size();
  }

  public String make() {
    return make;
  }

  public YamlFile yaml() {
    return yaml;
  }

  /** Whether nothing wrong was found in this file so far. */
  public boolean isRight() {
    return faults.size() == before;
  }

  /** Says which keys the file may have besides make, protocol and description. */
  public void keys(Set<String> required, Set<String> optional) {
    Set<String> needed = YamlFile.keys("make", "protocol");
    needed.addAll(required);
    Set<String> allowed = YamlFile.keys("description");
    allowed.addAll(optional);
    members = yaml.map(root, needed, allowed);
  }

  /** The node of a key, or null. */
  public Node node(String key) {
    return members.get(key);
  }

  /** The text of a key, or the preset. */
  public String text(String key, String preset) {
    return members.containsKey(key) ? yaml.text(members.get(key)) : preset;
  }

  /** The texts of a list. */
  public List<String> texts(Node list) {
    List<String> texts = new ArrayList<>();
    yaml.list(list).forEach(node -> texts.add(yaml.text(node)));
    return texts;
  }

  /** A topic with exactly these names. @return null and a fault when it is none */
  public TopicPattern topic(Node node, Set<String> names) {
    TopicPattern topic = read(node, TopicPattern::of);
    names.stream().filter(name -> topic != null && !topic.names().contains(name))
        .forEach(name -> yaml.fault(node, "topic is '" + topic + "', it needs {" + name + "}"));
    return topic;
  }

  /** A single value. @return null and a fault when the reader refuses it with IllegalArgumentException */
  public <T> T read(Node node, Function<String, T> reader) {
    String text = yaml.text(node);
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      yaml.fault(node, e.getMessage());
      return null;
    }
  }

  /** A whole number, decimal or 0x hexadecimal. @return the least and a fault when it is none or out of range */
  public int whole(Node node, String field, int least, int most) {
    String text = yaml.text(node);
    if (text.matches("0x[0-9A-Fa-f]{1,4}|[0-9]{1,9}")) {
      int number = Integer.decode(text.matches("0[0-9]+") ? text.replaceFirst("^0+", "") : text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    yaml.fault(node, field + " is '" + text + "', allowed is a whole number from " + least + " to " + most);
    return least;
  }

  /** A unit of that quantity. @return any and a fault when it is none */
  public Unit unit(Node node, Unit.Quantity quantity) {
    String symbol = yaml.text(node);
    return Unit.of(symbol).filter(unit -> unit.quantity() == quantity).orElseGet(() -> {
      yaml.fault(node, "unit is '" + symbol + "', allowed are " + Unit.symbols(quantity));
      return Unit.NONE;
    });
  }

  /** A factor, not 0. @return 1 and a fault when it is none */
  public BigDecimal scale(Node node) {
    String text = yaml.text(node);
    if (text.matches("-?[0-9]{1,9}(\\.[0-9]{1,9})?") && new BigDecimal(text).signum() != 0) {
      return new BigDecimal(text);
    }
    yaml.fault(node, "scale is '" + text + "', allowed is a number such as 0.01, not 0");
    return BigDecimal.ONE;
  }

  /** One of some words. @return the first and a fault when it is another */
  public String word(Node node, String field, List<String> allowed) {
    String text = yaml.text(node);
    if (!allowed.contains(text)) {
      yaml.fault(node, field + " is '" + text + "', allowed are " + String.join(", ", allowed));
      return allowed.get(0);
    }
    return text;
  }
}
