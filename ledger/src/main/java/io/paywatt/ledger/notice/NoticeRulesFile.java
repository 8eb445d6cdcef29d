package io.paywatt.ledger.notice;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import io.paywatt.ledger.contact.Channels;
import io.paywatt.ledger.credit.Hours;
import io.paywatt.ledger.money.Nano;
import io.paywatt.ledger.yaml.Nearest;
import io.paywatt.ledger.yaml.YamlFile;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the file of rules with the line of every fault. */
final class NoticeRulesFile {
  /** What push stands for. */
  private static final List<String> PUSH = List.of(Channels.WECHAT_MINI, Channels.WECHAT_MP, Channels.FCM,
      Channels.WEB_PUSH);
  private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,5})([smhd])");
  private static final Map<String, Long> SECONDS = Map.of("s", 1L, "m", 60L, "h", 3600L, "d", 86_400L);
  private static final Duration QUIET_AND_MORE = Duration.ofHours(24);

  private final Path file;
  private final YamlFile yaml;

  NoticeRulesFile(Path file, List<String> faults) {
    this.file = file;
    this.yaml = new YamlFile(file.toString(), faults);
  }

  /** The rules; what is wrong is added to the faults. */
  NoticeRules read() {
    return yaml.compose(file).map(this::rules).orElse(null);
  }

  private NoticeRules rules(Node root) {
    Map<String, Node> members = yaml.map(root, YamlFile.keys("segments", "person-hour", "person-day", "providers", "classes"),
        YamlFile.keys("quiet-hours", "cost-per-day", "off"));
    Hours quiet = value(members, "quiet-hours", Hours.ALLOWED, Hours::parse);
    Set<String> off = new TreeSet<>(kinds(members.get("off")));
    List<NoticeClass> classes = new ArrayList<>();
    if (members.get("classes") != null) {
      yaml.map(members.get("classes")).forEach((name, node) -> classes.add(noticeClass(name, classes.size() + 1, node)));
      checkAllThere(members.get("classes"), classes);
    }
    return new NoticeRules(count(members, "segments"), quiet, count(members, "person-hour"), count(members, "person-day"),
        money(members, "cost-per-day"), providers(members.get("providers")), off, classes);
  }

  private Map<String, NoticeRules.ProviderRule> providers(Node node) {
    Map<String, NoticeRules.ProviderRule> providers = new HashMap<>();
    if (node != null) {
      yaml.map(node).forEach((name, rule) -> {
        Map<String, Node> members = yaml.map(rule, YamlFile.keys("per-second"), YamlFile.keys("cost", "receipt"));
        Long cost = money(members, "cost");
        providers.put(name, new NoticeRules.ProviderRule(count(members, "per-second"), cost == null ? 0 : cost,
            duration(members, "receipt")));
      });
    }
    return providers;
  }

  private NoticeClass noticeClass(String name, int importance, Node node) {
    Map<String, Node> members = yaml.map(node, YamlFile.keys("kinds", "channels", "expires", "quiet", "limits"),
        YamlFile.keys("consent", "again-after", "digest"));
    Duration expires = duration(members, "expires");
    boolean waits = word(members, "quiet", "wait", "send");
    if (waits && expires != null && expires.compareTo(QUIET_AND_MORE) < 0) {
      yaml.fault(members.get("expires"), "expires is " + yaml.text(members.get("expires")) + ", allowed is 24h or more for a"
          + " class that waits in quiet hours");
    }
    return new NoticeClass(name, importance, Set.copyOf(kinds(members.get("kinds"))), channels(members.get("channels")),
        expires, waits, word(members, "limits", "yes", "no"), consent(members.get("consent")),
        duration(members, "again-after"), duration(members, "digest"));
  }

  private List<String> kinds(Node node) {
    List<String> kinds = new ArrayList<>();
    list(node).forEach(item -> {
      String kind = yaml.text(item);
      if (!NoticeKinds.exists(kind)) {
        yaml.fault(item, "'" + kind + "' is no kind of notice" + Nearest.hint(kind, List.copyOf(NoticeKinds.all())));
      } else if (kinds.contains(kind)) {
        yaml.fault(item, "'" + kind + "' is there twice");
      } else {
        kinds.add(kind);
      }
    });
    return kinds;
  }

  private void checkAllThere(Node node, List<NoticeClass> classes) {
    for (String kind : NoticeKinds.all()) {
      List<String> in = classes.stream().filter(each -> each.kinds().contains(kind)).map(NoticeClass::name).toList();
      if (in.size() != 1) {
        yaml.fault(node, "'" + kind + "' is in " + (in.isEmpty() ? "no class" : "the classes " + String.join(" and ", in))
            + ", allowed is one");
      }
    }
  }

  private List<String> channels(Node node) {
    return list(node).stream().map(yaml::text).flatMap(name -> name.equals("push") ? PUSH.stream() : Stream.of(name))
        .toList();
  }

  private List<Node> list(Node node) {
    return node == null ? List.of() : yaml.list(node);
  }

  private NoticeClass.Consent consent(Node node) {
    String text = node == null ? "none" : yaml.text(node);
    return switch (text) {
      case "none" -> NoticeClass.Consent.NONE;
      case "opt-out" -> NoticeClass.Consent.OPT_OUT;
      case "opt-in" -> NoticeClass.Consent.OPT_IN;
      default -> {
        yaml.fault(node, "consent is '" + text + "', allowed are none, opt-out and opt-in");
        yield NoticeClass.Consent.NONE;
      }
    };
  }

  private boolean word(Map<String, Node> members, String key, String yes, String no) {
    return Boolean.TRUE.equals(value(members, key, yes + " or " + no, text -> {
      if (!text.equals(yes) && !text.equals(no)) {
        throw new IllegalArgumentException(text);
      }
      return text.equals(yes);
    }));
  }

  private int count(Map<String, Node> members, String key) {
    Integer count = value(members, key, "a whole number from 1 to 100000", text -> {
      int number = Integer.parseInt(text);
      if (number < 1 || number > 100_000) {
        throw new IllegalArgumentException(text);
      }
      return number;
    });
    return count == null ? 1 : count;
  }

  private Long money(Map<String, Node> members, String key) {
    return value(members, key, "an amount such as 0.045", text -> {
      if (!text.matches("\\d{1,7}(\\.\\d{1,6})?")) {
        throw new IllegalArgumentException(text);
      }
      return new BigDecimal(text).multiply(BigDecimal.valueOf(Nano.PER_UNIT)).longValueExact();
    });
  }

  private Duration duration(Map<String, Node> members, String key) {
    return value(members, key, "a number and s, m, h or d, e.g. 10m", text -> {
      Matcher matcher = DURATION.matcher(text);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(text);
      }
      return Duration.ofSeconds(Long.parseLong(matcher.group(1)) * SECONDS.get(matcher.group(2)));
    });
  }

  /** Null when the key is left out or its value is wrong. */
  private <T> T value(Map<String, Node> members, String key, String allowed, Function<String, T> parse) {
    Node node = members.get(key);
    if (node == null) {
      return null;
    }
    try {
      return parse.apply(yaml.text(node));
    } catch (IllegalArgumentException e) {
      yaml.fault(node, key + " is '" + yaml.text(node) + "', allowed is " + allowed);
      return null;
    }
  }
}
