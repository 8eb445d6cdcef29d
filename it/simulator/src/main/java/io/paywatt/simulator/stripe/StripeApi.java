package io.paywatt.simulator.stripe;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;

/** The HTTP side: checks key and idempotency key, does the call. */
final class StripeApi {
  private static final Pattern SEARCH = Pattern.compile("metadata\\['out_trade_no'\\]:'([^']*)'");

  private record Done(String request, WireResponse answer) {}

  private final Account account;
  private final Books books;
  private final Consumer<Refund> refunded;
  private final Map<String, Done> byKey = new ConcurrentHashMap<>();

  /** @param refunded hears of each new refund */
  StripeApi(Account account, Books books, Consumer<Refund> refunded) {
    this.account = account;
    this.books = books;
    this.refunded = refunded;
  }

  WireResponse answer(WireRequest request) {
    try {
      if (!request.header("Authorization").equals("Bearer " + account.apiKey())) {
        throw ApiError.of(401, "invalid_request_error", null, "Invalid API Key provided");
      }
      String key = request.header("Idempotency-Key");
      return request.method().equals("POST") && !key.isEmpty() ? once(key, request) : route(request);
    } catch (ApiError e) {
      return e.answer();
    }
  }

  /** The first answer again; another request under the same key is refused. */
  private WireResponse once(String key, WireRequest request) {
    String content = request.uri() + "\n" + WireRequest.form(request.text());
    Done done = byKey.computeIfAbsent(key, it -> new Done(content, caught(() -> route(request))));
    if (!done.request().equals(content)) {
      throw ApiError.of(400, "idempotency_error", null, "Keys for idempotent requests can only be used with the same parameters");
    }
    return done.answer();
  }

  private static WireResponse caught(Supplier<WireResponse> work) {
    try {
      return work.get();
    } catch (ApiError e) {
      return e.answer();
    }
  }

  private WireResponse route(WireRequest request) {
    List<String> path = List.of(request.path().substring(1).split("/"));
    boolean post = request.method().equals("POST");
    Map<String, String> form = post ? form(request) : request.query();
    if (path.size() == 2 && path.get(1).equals("payment_intents") && post) {
      return WireResponse.json(200, books.open(form, account.live()).json());
    }
    if (path.size() == 3 && path.get(1).equals("payment_intents") && !post) {
      return path.get(2).equals("search") ? search(form) : WireResponse.json(200, books.intent(path.get(2)).json());
    }
    if (path.size() == 4 && path.get(3).equals("cancel") && post) {
      return WireResponse.json(200, books.cancel(path.get(2)).json());
    }
    if (path.size() == 2 && path.get(1).equals("refunds")) {
      return post ? refund(form) : refunds(form);
    }
    throw ApiError.of(404, "invalid_request_error", null, "Unrecognized request URL");
  }

  private static Map<String, String> form(WireRequest request) {
    if (!request.header("Content-Type").startsWith("application/x-www-form-urlencoded")) {
      throw ApiError.of(400, "invalid_request_error", null, "Invalid content type");
    }
    return WireRequest.form(request.text());
  }

  private WireResponse refund(Map<String, String> form) {
    Refund refund = books.refund(form);
    refunded.accept(refund);
    return WireResponse.json(200, refund.json());
  }

  private WireResponse refunds(Map<String, String> query) {
    return list("list", books.refundsOf(query.getOrDefault("payment_intent", "")).stream().map(Refund::json).toList());
  }

  private WireResponse search(Map<String, String> query) {
    Matcher order = SEARCH.matcher(query.getOrDefault("query", ""));
    if (!order.matches()) {
      throw ApiError.parameter("query", "We were unable to parse your search query");
    }
    return list("search_result", books.ofOrder(order.group(1)).stream().map(Intent::json).toList());
  }

  private static WireResponse list(String object, List<ObjectNode> items) {
    ObjectNode list = Json.object().put("object", object).put("has_more", false);
    items.forEach(list.putArray("data")::add);
    return WireResponse.json(200, list);
  }
}
