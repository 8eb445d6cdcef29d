package io.paywatt.simulator.sms;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import com.fasterxml.jackson.databind.JsonNode;
import io.paywatt.simulator.Json;

/** The rules of the action SendSms; a broken one is a business error: HTTP 200 and a code. */
final class SendSms {
  private static final int MAX_NUMBERS = 1000;
  private static final int MAX_VALUE = 600;

  private final String signName;

  /** @param signName the one approved sign name */
  SendSms(String signName) {
    this.signName = signName;
  }

  /** One message for each phone number. @throws GatewayError with the code of the real gateway */
  List<SentMessage> read(Map<String, String> parameters, Instant now) {
    String[] phones = required(parameters, "PhoneNumbers").split(",");
    if (phones.length > MAX_NUMBERS) {
      throw business("isv.MOBILE_COUNT_OVER_LIMIT", "more than " + MAX_NUMBERS + " numbers");
    }
    if (!required(parameters, "SignName").equals(signName)) {
      throw business("isv.SMS_SIGNATURE_ILLEGAL", "the sign name is not approved for this account");
    }
    String template = required(parameters, "TemplateCode");
    if (!template.matches("SMS_[0-9]{1,12}")) {
      throw business("isv.SMS_TEMPLATE_ILLEGAL", "the template is not approved for this account");
    }
    JsonNode params = params(parameters.getOrDefault("TemplateParam", "{}"));
    List<SentMessage> messages = new ArrayList<>();
    String bizId = UUID.randomUUID() + "^0";
    for (String phone : phones) {
      messages.add(new SentMessage(bizId, phone(phone), signName, template, params,
          parameters.getOrDefault("OutId", ""), now));
    }
    return messages;
  }

  private static String required(Map<String, String> parameters, String name) {
    String value = parameters.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new GatewayError(400, "Missing" + name, name + " is mandatory for this action.");
    }
    return value;
  }

  private static String phone(String number) {
    if (!number.matches("((\\+|00)?86)?1[3-9][0-9]{9}")) {
      throw business("isv.MOBILE_NUMBER_ILLEGAL", "not a mobile number of the mainland");
    }
    return number;
  }

  private static JsonNode params(String json) {
    JsonNode params;
    try {
      params = Json.parse(json.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw business("isv.INVALID_JSON_PARAM", "TemplateParam is not JSON");
    }
    if (!params.isObject()) {
      throw business("isv.INVALID_JSON_PARAM", "TemplateParam must be an object");
    }
    for (JsonNode value : params) {
      if (!value.isValueNode() || value.asText().length() > MAX_VALUE) {
        throw business("isv.PARAM_LENGTH_LIMIT", "a variable must be a value of at most " + MAX_VALUE + " characters");
      }
    }
    return params;
  }

  private static GatewayError business(String code, String message) {
    return new GatewayError(200, code, message);
  }
}
