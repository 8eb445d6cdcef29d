package io.paywatt.hub.routes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.ledger.yaml.Nearest;

/**
 * What the schema can't say: ids and descriptions everywhere, each id once, no host, secret or class name in a route,
 * every placeholder known, every direct: door there. One small check each.
 */
final class RouteLinter {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([^}:]+)(:[^}]*)?}}");
  private static final Pattern HOST = Pattern.compile(
      "(?:https?|tcp|ssl|mqtts?|jdbc:\\w+|smtps?|ftp)://(?!\\{\\{)[^\\s'\"]+|(?<![\\w.])\\d{1,3}(\\.\\d{1,3}){3}(?![\\w.])");
  private static final Pattern SECRET_NAME = Pattern.compile("(?i).*(password|secret|api-?key|private-?key|access-?key|token)$");
  private static final Pattern CLASS_NAME = Pattern.compile("#class:|#type:|\\b(?:io|com|org|java)\\.[a-z]\\w*\\.[\\w.]*[A-Z]\\w*");
  private static final Pattern MACHINE_ID = Pattern.compile(".*-\\d{3,}$|(route|step|to|bean|choice)\\d+");
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  /** Steps that carry no id or description of their own. */
  private static final Set<String> NO_STEPS = Set.of("when", "otherwise", "doCatch", "doFinally", "onFallback");

  private final Set<String> placeholders;
  private final Map<String, Class<?>> beans;
  private final List<Fault> faults;
  private final Map<String, String> ids = new HashMap<>();
  private final Set<String> configurations = new HashSet<>();
  private final Set<String> doors = new HashSet<>();
  private final List<Runnable> atTheEnd = new ArrayList<>();

  RouteLinter(Set<String> placeholders, Map<String, Class<?>> beans, List<Fault> faults) {
    this.placeholders = placeholders;
    this.beans = beans;
    this.faults = faults;
  }

  /** Looks at one route file. */
  void lint(YamlFile file) {
    boolean shared = file.name().contains("shared/errors");
    texts(file, file.root(), "", shared);
    for (int i = 0; i < file.root().size(); i++) {
      JsonNode entry = file.root().get(i);
      String place = "/" + i;
      if (entry.has("route")) {
        route(file, entry.get("route"), place + "/route");
      } else if (entry.has("from")) {
        fault(file, place, "a route must be written as 'route:' with id and description around its 'from:'");
      } else if (entry.has("routeConfiguration")) {
        configurations.add(entry.get("routeConfiguration").path("id").asText());
      }
    }
  }

  /** Looks at one kamelet: it must be complete, and an editor must be able to show it. */
  void lintKamelet(YamlFile file) {
    JsonNode definition = file.root().path("spec").path("definition");
    String name = file.root().path("metadata").path("name").asText();
    if (!file.name().endsWith("/" + name + ".kamelet.yaml") && !file.name().equals(name + ".kamelet.yaml")) {
      fault(file, "/metadata/name", "metadata.name is '" + name + "'; it must be the name of the file");
    }
    for (String field : List.of("title", "description")) {
      if (definition.path(field).asText().isBlank()) {
        fault(file, "/spec/definition", "the kamelet has no " + field);
      }
    }
    definition.path("properties").fields().forEachRemaining(property -> {
      String place = "/spec/definition/properties/" + property.getKey();
      if (property.getValue().path("description").asText().isBlank()) {
        fault(file, place, "parameter " + property.getKey() + " has no description");
      }
      if (SECRET_NAME.matcher(property.getKey()).matches() && !property.getValue().path("format").asText().equals("password")) {
        fault(file, place, "parameter " + property.getKey() + " looks like a secret: give it format: password");
      }
    });
    texts(file, file.root().path("spec").path("template"), "/spec/template", true);
  }

  /** What can be said only when all files were seen. */
  void finish() {
    atTheEnd.forEach(Runnable::run);
  }

  private void route(YamlFile file, JsonNode route, String place) {
    described(file, route, place, "the route");
    String configuration = route.path("routeConfigurationId").asText();
    atTheEnd.add(() -> {
      boolean caller = route.path("errorHandler").has("noErrorHandler");
      // without one, failures go back to the caller, and the desk keeps them all the same
      if (!caller && !configuration.isEmpty() && !configurations.contains(configuration)) {
        fault(file, place, "routeConfigurationId is '" + configuration + "'; name one of "
            + new TreeSet<>(configurations) + ", or none");
      }
    });
    JsonNode from = route.path("from");
    described(file, from, place + "/from", "'from'");
    door(from).ifPresent(name -> {
      if (!doors.add(name)) {
        fault(file, place + "/from", "direct:" + name + " has another route behind it already");
      }
    });
    steps(file, from.path("steps"), place + "/from/steps");
  }

  private void steps(YamlFile file, JsonNode steps, String place) {
    for (int i = 0; i < steps.size(); i++) {
      JsonNode step = steps.get(i);
      String at = place + "/" + i;
      step.fields().forEachRemaining(field -> step(file, field.getKey(), field.getValue(), at + "/" + field.getKey()));
    }
  }

  private void step(YamlFile file, String kind, JsonNode step, String place) {
    described(file, step, place, "the step '" + kind + "'");
    if (kind.equals("bean")) {
      bean(file, step, place);
    }
    if (kind.equals("to")) {
      door(step).ifPresent(name -> atTheEnd.add(() -> {
        if (!doors.contains(name)) {
          fault(file, place, "no route listens at direct:" + name
              + Nearest.hint(name, List.copyOf(doors)));
        }
      }));
    }
    inside(file, step, place);
  }

  private void inside(YamlFile file, JsonNode step, String place) {
    steps(file, step.path("steps"), place + "/steps");
    for (String name : NO_STEPS) {
      JsonNode part = step.path(name);
      if (part.isObject()) {
        steps(file, part.path("steps"), place + "/" + name + "/steps");
      }
      for (int i = 0; part.isArray() && i < part.size(); i++) {
        steps(file, part.get(i).path("steps"), place + "/" + name + "/" + i + "/steps");
      }
    }
  }

  private void described(YamlFile file, JsonNode node, String place, String what) {
    String id = node.path("id").asText();
    if (id.isEmpty() || node.path("description").asText().isBlank()) {
      fault(file, place, what + " needs an id and a description in words a support clerk knows");
      return;
    }
    if (!ID.matcher(id).matches() || MACHINE_ID.matcher(id).matches()) {
      fault(file, place + "/id", "id is '" + id + "'; allowed are lower-case words with dashes, not made by a machine");
    }
    String before = ids.put(id, file.name() + ":" + file.line(place + "/id"));
    if (before != null) {
      fault(file, place + "/id", "id '" + id + "' is taken at " + before);
    }
  }

  private void bean(YamlFile file, JsonNode step, String place) {
    String ref = step.path("ref").asText();
    if (!ref.isEmpty() && !beans.containsKey(ref)) {
      fault(file, place + "/ref", "there is no bean '" + ref + "'"
          + Nearest.hint(ref, List.copyOf(beans.keySet())));
    }
  }

  private static Optional<String> door(JsonNode node) {
    String uri = node.path("uri").asText();
    String name = uri.equals("direct") ? node.path("parameters").path("name").asText()
        : uri.startsWith("direct:") ? uri.substring(7).replaceFirst("\\?.*", "") : "";
    return name.isEmpty() || name.contains("${") ? Optional.empty() : Optional.of(name);
  }

  private void texts(YamlFile file, JsonNode node, String place, boolean classNamesAllowed) {
    if (node.isTextual()) {
      text(file, node.asText(), place, classNamesAllowed);
    }
    if (place.endsWith("/method") && node.isObject()) {
      bean(file, node, place);
    }
    node.fields().forEachRemaining(field -> texts(file, field.getValue(), place + "/" + field.getKey(), classNamesAllowed));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      texts(file, node.get(i), place + "/" + i, classNamesAllowed);
    }
  }

  private void text(YamlFile file, String text, String place, boolean classNamesAllowed) {
    String key = place.substring(place.lastIndexOf('/') + 1);
    if (key.equals("description") || key.equals("icon")) {
      return;
    }
    if (SECRET_NAME.matcher(key).matches() && !text.contains("{{") && !text.contains("${")) {
      fault(file, place, key + " holds a secret in clear; write {{paywatt...}} or {{env:NAME}}");
    }
    Matcher host = HOST.matcher(text);
    if (host.find()) {
      fault(file, place, "'" + host.group() + "' names a host; put it into config/application.properties and write {{key}}");
    }
    if (!classNamesAllowed && !place.contains("/exception") && CLASS_NAME.matcher(text).find()) {
      fault(file, place, "'" + text + "' names a Java class; routes use bean names only");
    }
    Matcher placeholder = PLACEHOLDER.matcher(text);
    while (placeholder.find()) {
      placeholder(file, placeholder, place);
    }
  }

  private void placeholder(YamlFile file, Matcher placeholder, String place) {
    String name = placeholder.group(1);
    boolean known = placeholder.group(2) != null || placeholders.contains(name) || placeholder.group().startsWith("{{?")
        || place.startsWith("/spec/template");
    if (!known && !name.startsWith("env")) {
      fault(file, place, "{{" + name + "}} is not set" + Nearest.hint(name, List.copyOf(placeholders)));
    }
  }

  private void fault(YamlFile file, String place, String message) {
    faults.add(new Fault(file.name(), file.line(place), message));
  }
}
