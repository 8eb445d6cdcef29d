package io.paywatt.adapter.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.paywatt.adapter.HttpChannel;
import io.paywatt.adapter.ProviderCall;
import io.paywatt.adapter.SendResult;
import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.notice.OutgoingNotice;

/**
 * A channel told by the parameters of the kamelet http-notice-sink: JSON goes out, the HTTP status and one field of the
 * answer say what became of it. Safe for many threads.
 */
public final class HttpNotice extends HttpChannel {
  private static final Pattern FIELD = Pattern.compile("\\$([A-Za-z]+)");

  private final Map<String, String> parameters = new TreeMap<>();

  public HttpNotice() {
    super("http");
  }

  /** What the kamelet sets: provider, url, authorization, body, code, ok, later, gone, reference. */
  public Map<String, String> getParameters() {
    return parameters;
  }

  /** Called when all is set. @throws IllegalArgumentException naming the parameter and what is allowed */
  public void init() {
    if (!parameter("provider").matches("[a-z0-9-]{1,32}")) {
      throw new IllegalArgumentException("provider is '" + parameter("provider") + "', allowed are 1 to 32 of"
          + " a-z, 0-9 and -");
    }
    if (!parameter("url").matches("https?://[^\\s?#]+")) {
      throw new IllegalArgumentException("url of " + parameter("provider") + " is no http(s) address without a query");
    }
    FIELD.matcher(parameter("body")).results().forEach(found -> {
      if (!List.of("id", "kind", "recipient", "locale", "title", "text", "template", "values").contains(found.group(1))) {
        throw new IllegalArgumentException("body of " + parameter("provider") + " has " + found.group()
            + ", allowed are $id $kind $recipient $locale $title $text $template $values");
      }
    });
  }

  @Override
  protected String provider() {
    return parameter("provider");
  }

  @Override
  protected Call call(OutgoingNotice notice) {
    Map<String, String> headers = new TreeMap<>(Map.of("Content-Type", "application/json", "Accept", "application/json"));
    if (!parameter("authorization").isEmpty()) {
      headers.put("Authorization", parameter("authorization"));
    }
    return new Call(parameter("url"), null, headers, filled(notice).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  protected SendResult read(OutgoingNotice notice, ProviderCall.Answer answer) {
    JsonNode body = json(answer);
    String code = parameter("code").isEmpty() ? "" : body.at(parameter("code")).asText("");
    String error = "HTTP " + answer.status() + (code.isEmpty() ? "" : " code " + code);
    if (holds("gone", code)) {
      return gone(notice, error);
    }
    if (holds("later", code)) {
      return refused(notice, true, error);
    }
    if (answer.status() < 200 || answer.status() > 299) {
      return byStatus(notice, answer, code);
    }
    if (!parameter("code").isEmpty() && !holds("ok", code)) {
      return refused(notice, false, error);
    }
    String reference = parameter("reference").isEmpty() ? "" : body.at(parameter("reference")).asText("");
    return reference.isEmpty() ? taken(notice, "ok", false) : taken(notice, reference, true);
  }

  /** Every value as a JSON string, number or object: no text can change what stands around it. */
  private String filled(OutgoingNotice notice) {
    return FIELD.matcher(parameter("body")).replaceAll(found -> Matcher.quoteReplacement(switch (found.group(1)) {
      case "id" -> Long.toString(notice.id());
      case "kind" -> text(notice.kind());
      case "recipient" -> text(notice.recipient());
      case "locale" -> text(notice.locale());
      case "title" -> text(notice.title());
      case "text" -> text(notice.text());
      case "template" -> text(notice.template());
      case "values" -> variables(notice).toString();
      default -> throw new Rejected(422, found.group() + " is not known");
    }));
  }

  private boolean holds(String name, String code) {
    return !code.isEmpty() && List.of(parameter(name).split(",")).contains(code);
  }

  private String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  private static String text(String value) {
    return value == null ? "null" : TextNode.valueOf(value).toString();
  }
}
