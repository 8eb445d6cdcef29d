package io.paywatt.simulator.mpesa;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;
import io.paywatt.simulator.http.WireRequest;
import io.paywatt.simulator.http.WireResponse;

/** The HTTP side of Daraja: checks token, password and fields, does the call. */
final class MpesaApi {
  private final ShortCode shortCode;
  private final Books books;
  private final BiConsumer<String, ObjectNode> answersLater;
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> queries = new ConcurrentHashMap<>();
  private volatile String confirmationUrl;
  private volatile String validationUrl;
  private volatile int number;

  /** @param answersLater posts an answer to an address */
  MpesaApi(ShortCode shortCode, Books books, BiConsumer<String, ObjectNode> answersLater) {
    this.shortCode = shortCode;
    this.books = books;
    this.answersLater = answersLater;
  }

  /** Null while none is registered. */
  String confirmationUrl() {
    return confirmationUrl;
  }

  /** Null while none is registered. */
  String validationUrl() {
    return validationUrl;
  }

  int queries(String checkoutRequestId) {
    return queries.getOrDefault(checkoutRequestId, 0);
  }

  void forgetTokens() {
    tokens.clear();
  }

  WireResponse answer(WireRequest request) {
    try {
      if (request.path().equals("/oauth/v1/generate")) {
        return token(request);
      }
      if (!tokens.contains(request.header("Authorization").replaceFirst("^Bearer ", ""))) {
        throw new ApiError(404, "404.001.03", "Invalid Access Token");
      }
      return WireResponse.json(200, route(request.path(), Json.parse(request.body())));
    } catch (IllegalArgumentException e) {
      return ApiError.badRequest("JSON").answer();
    } catch (ApiError e) {
      return e.answer();
    }
  }

  private synchronized WireResponse token(WireRequest request) {
    String basic = Base64.getEncoder().encodeToString(
        (shortCode.consumerKey() + ":" + shortCode.consumerSecret()).getBytes(StandardCharsets.UTF_8));
    if (!request.header("Authorization").equals("Basic " + basic)) {
      throw new ApiError(400, "400.008.01", "Invalid Authentication passed");
    }
    String token = "token-" + ++number;
    tokens.add(token);
    return WireResponse.json(200, Json.object().put("access_token", token).put("expires_in", "3599"));
  }

  private ObjectNode route(String path, JsonNode body) {
    return switch (path) {
      case "/mpesa/stkpush/v1/processrequest" -> push(body);
      case "/mpesa/stkpushquery/v1/query" -> query(body);
      case "/mpesa/transactionstatus/v1/query" -> status(body);
      case "/mpesa/c2b/v2/registerurl" -> register(body);
      default -> throw new ApiError(404, "404.001.01", "Resource not found");
    };
  }

  private ObjectNode push(JsonNode body) {
    signed(body);
    matching(body, "TransactionType", "CustomerPayBillOnline|CustomerBuyGoodsOnline");
    matching(body, "PhoneNumber", "254[17][0-9]{8}");
    matching(body, "PartyA", "254[17][0-9]{8}");
    matching(body, "PartyB", shortCode.code());
    matching(body, "AccountReference", ".{1,12}");
    matching(body, "TransactionDesc", ".{1,13}");
    address(body, "CallBackURL");
    if (!body.path("Amount").asText().matches("[1-9][0-9]{0,5}")) {
      throw ApiError.badRequest("Amount");
    }
    Push push = books.open(body.path("Amount").asLong(), body.path("PhoneNumber").asText(),
        body.path("AccountReference").asText(), body.path("CallBackURL").asText());
    return Json.object().put("MerchantRequestID", push.merchantRequestId())
        .put("CheckoutRequestID", push.checkoutRequestId()).put("ResponseCode", "0")
        .put("ResponseDescription", "Success. Request accepted for processing")
        .put("CustomerMessage", "Success. Request accepted for processing");
  }

  private ObjectNode query(JsonNode body) {
    signed(body);
    Push push = books.push(body.path("CheckoutRequestID").asText());
    queries.merge(push.checkoutRequestId(), 1, Integer::sum);
    if (push.resultCode() == null) {
      throw new ApiError(500, "500.001.1001", "The transaction is being processed");
    }
    return Json.object().put("ResponseCode", "0")
        .put("ResponseDescription", "The service request has been accepted successsfully")
        .put("MerchantRequestID", push.merchantRequestId()).put("CheckoutRequestID", push.checkoutRequestId())
        .put("ResultCode", push.resultCode().toString()).put("ResultDesc", Bodies.words(push.resultCode()));
  }

  private ObjectNode status(JsonNode body) {
    matching(body, "Initiator", shortCode.initiator());
    matching(body, "SecurityCredential", shortCode.securityCredential());
    matching(body, "CommandID", "TransactionStatusQuery");
    matching(body, "IdentifierType", "4");
    address(body, "ResultURL");
    String receipt = body.path("TransactionID").asText();
    answersLater.accept(body.path("ResultURL").asText(), Bodies.status(shortCode, receipt, books.payment(receipt)));
    return Json.object().put("OriginatorConversationID", "10819-695089-1").put("ConversationID", "AG_20261123_00004")
        .put("ResponseCode", "0").put("ResponseDescription", "Accept the service request successfully.");
  }

  private ObjectNode register(JsonNode body) {
    matching(body, "ShortCode", shortCode.code());
    matching(body, "ResponseType", "Completed|Cancelled");
    address(body, "ConfirmationURL");
    address(body, "ValidationURL");
    confirmationUrl = body.path("ConfirmationURL").asText();
    validationUrl = body.path("ValidationURL").asText();
    return Json.object().put("OriginatorCoversationID", "7619-37765134-1").put("ResponseCode", "0")
        .put("ResponseDescription", "Success");
  }

  private void signed(JsonNode body) {
    matching(body, "BusinessShortCode", shortCode.code());
    matching(body, "Timestamp", "20[0-9]{12}");
    String password = shortCode.code() + shortCode.passkey() + body.path("Timestamp").asText();
    if (!body.path("Password").asText().equals(
        Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8)))) {
      throw new ApiError(500, "500.001.1001", "Wrong credentials");
    }
  }

  private static void address(JsonNode body, String field) {
    String address = body.path(field).asText();
    if (!address.matches("https?://.+") || address.toLowerCase().matches(".*(mpesa|m-pesa|safaricom).*")) {
      throw ApiError.badRequest(field);
    }
  }

  private static void matching(JsonNode body, String field, String pattern) {
    if (!body.path(field).asText().matches(pattern)) {
      throw ApiError.badRequest(field);
    }
  }
}
