package io.paywatt.console;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** A browser in which somebody has logged in: keeps the cookies, sends the token against forged requests. */
final class LoggedIn {
  private final TestClient client;
  final Map<String, String> cookies = new TreeMap<>();

  private LoggedIn(TestClient client) {
    this.client = client;
  }

  static LoggedIn as(TestClient client, String name, String password) {
    var user = new LoggedIn(client);
    HttpResponse<String> response = login(client, name, password);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    user.keep(response);
    assertThat(user.get("/api/v1/me").statusCode()).isEqualTo(200);
    return user;
  }

  static HttpResponse<String> login(TestClient client, String name, String password) {
    return client.send(client.bare("/api/v1/login").header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}")));
  }

  HttpResponse<String> get(String path) {
    return keep(client.send(request(path).GET()));
  }

  HttpResponse<String> post(String path, String json) {
    return change(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
  }

  /** With what proves that the page itself asks. */
  HttpResponse<String> change(HttpRequest.Builder request) {
    return keep(client.send(request.header("X-XSRF-TOKEN", cookies.get("XSRF-TOKEN"))));
  }

  HttpRequest.Builder request(String path) {
    return client.bare(path).header("Cookie", cookies.entrySet().stream().map(it -> it.getKey() + "=" + it.getValue())
        .collect(Collectors.joining("; ")));
  }

  private HttpResponse<String> keep(HttpResponse<String> response) {
    response.headers().allValues("Set-Cookie").forEach(cookie -> {
      String[] sides = cookie.split(";")[0].split("=", 2);
      cookies.put(sides[0], sides[1]);
    });
    return response;
  }
}
