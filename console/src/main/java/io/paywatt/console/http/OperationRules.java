package io.paywatt.console.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.user.Role;
import io.paywatt.ledger.user.Subject;

/**
 * Who may call what: read from the description of the API and from nowhere else. Each operation says with {@code x-role} which
 * role it needs, and with {@code x-sites} how it is kept to the sites of the caller: by the {@link Subject} in its path, as a
 * {@code list} or a {@code body} in which the endpoint looks itself, for callers of {@code every} site alone, or {@code none}:
 * nothing of a site is in it. An operation with {@code "security": []} is open.
 */
public final class OperationRules {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final Set<String> WITHOUT_SUBJECT = Set.of("list", "body", "every", "none");

  /** @param role null: open to everybody @param subject of the path, or null @param every whether only callers of every site may */
  record Rule(Role role, Subject subject, boolean every) {}

  private final Map<String, Rule> rules = new TreeMap<>();

  /** @throws IllegalStateException when an operation does not say who may call it */
  public OperationRules(JsonNode document) {
    document.path("paths").fields().forEachRemaining(path -> path.getValue().fields().forEachRemaining(operation -> {
      if (METHODS.contains(operation.getKey()) && path.getKey().startsWith(Api.ROOT)) {
        String name = operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
        rules.put(name, rule(name, operation.getValue()));
      }
    }));
  }

  /** @throws IllegalStateException when the document does not know it: then nobody may call it */
  Rule of(String method, String template) {
    return Optional.ofNullable(rules.get(method + " " + template)).orElseThrow(
        () -> new IllegalStateException(method + " " + template + " is not in the description of the API: nobody may call it"));
  }

  /** Whether everybody may call something at this path, without variable parts. */
  boolean isOpen(String path) {
    return METHODS.stream().map(method -> rules.get(method.toUpperCase(Locale.ROOT) + " " + path))
        .anyMatch(rule -> rule != null && rule.role == null);
  }

  private static Rule rule(String name, JsonNode operation) {
    if (operation.has("security")) {
      return new Rule(null, null, false);
    }
    String sites = operation.path("x-sites").asText();
    Optional<Subject> subject = Stream.of(Subject.values()).filter(it -> it.word().equals(sites)).findFirst();
    if (!operation.has("x-role") || subject.isEmpty() && !WITHOUT_SUBJECT.contains(sites)) {
      throw new IllegalStateException(name + " needs x-role, one of " + Role.WORDS + ", and x-sites, one of "
          + Stream.concat(WITHOUT_SUBJECT.stream(), Stream.of(Subject.values()).map(Subject::word)).sorted()
              .collect(Collectors.joining(", ")));
    }
    return new Rule(Role.of(operation.path("x-role").asText()), subject.orElse(null), sites.equals("every"));
  }
}
