package io.paywatt.hub.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import io.paywatt.ledger.Misconfigured;

/**
 * Holds this machine's clock against those of others. Signed notices are refused when they seem older than five minutes
 * (WeChat Pay, Standard Webhooks, Stripe), so a wrong clock looks like a forger: better to be told here.
 */
final class ClockCheck {
  private static final Duration MOST = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Clock clock;
  private final List<String> agree = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  ClockCheck(Clock clock) {
    this.clock = clock;
  }

  /** A provider says what time it is in each answer; one that can't be reached says nothing. @param urls by provider */
  ClockCheck providers(Map<String, String> urls) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    urls.forEach((name, url) -> timeAt(client, url).ifPresentOrElse(there -> compare(name, there),
        () -> agree.add(name + " was not reached")));
    return this;
  }

  /** @throws SQLException when the database does not answer */
  ClockCheck database(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection(); Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT UTC_TIMESTAMP(3)")) {
      row.next();
      compare("the database", row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }
    return this;
  }

  /** @return whom it agrees with @throws Misconfigured naming each clock it does not agree with */
  String result() {
    if (!faults.isEmpty()) {
      throw new Misconfigured(faults);
    }
    return String.join(", ", agree);
  }

  private void compare(String name, Instant there) {
    Duration ahead = Duration.between(there, clock.instant());
    if (ahead.abs().compareTo(MOST) < 0) {
      agree.add("agrees with " + name);
    } else {
      faults.add("This machine's clock is " + ahead.abs().toSeconds() + " s " + (ahead.isNegative() ? "behind" : "ahead of") + " "
          + name + " (" + clock.instant() + ", there " + there + "), at most " + MOST.toSeconds()
          + " s are allowed: genuine notices would be refused as stale. Set it by NTP (timedatectl set-ntp true)");
    }
  }

  private static Optional<Instant> timeAt(HttpClient client, String url) {
    try {
      HttpRequest head = HttpRequest.newBuilder(URI.create(url)).method("HEAD", HttpRequest.BodyPublishers.noBody())
          .timeout(PATIENCE).build();
      return client.send(head, HttpResponse.BodyHandlers.discarding()).headers().firstValue("Date")
          .map(date -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
    } catch (IOException | DateTimeException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
