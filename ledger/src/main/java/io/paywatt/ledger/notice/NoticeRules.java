package io.paywatt.ledger.notice;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import io.paywatt.ledger.Misconfigured;
import io.paywatt.ledger.contact.Channels;
import io.paywatt.ledger.credit.Hours;

/**
 * The rules of {@code config/notices.yaml}.
 *
 * @param segments     parts an SMS may have
 * @param quiet        hours in which some classes wait, or null
 * @param personHour   limited messages to an account in any hour
 * @param personDay    the same in any 24 hours
 * @param costPerDay   nano units that limited messages may cost a day, or null for any
 * @param providers    by name
 * @param off          kinds that are not sent
 * @param classes      the most important first
 */
public record NoticeRules(int segments, Hours quiet, int personHour, int personDay, Long costPerDay,
    Map<String, ProviderRule> providers, Set<String> off, List<NoticeClass> classes) {
  /**
   * What is known of a provider.
   *
   * @param perSecond messages it allows
   * @param cost      nano units a message or SMS part
   * @param receipt   how long a delivery receipt may take, or null: there is none
   */
  public record ProviderRule(int perSecond, long cost, Duration receipt) {
    /** Nano units for a message. */
    long cost(String channel, String text) {
      return cost == 0 || !channel.equals(Channels.SMS) ? cost : cost * Segments.of(text);
    }
  }

  private static final ProviderRule UNKNOWN = new ProviderRule(10, 0, null);

  /** @throws Misconfigured with every fault as file:line */
  public static NoticeRules load(Path file) {
    List<String> faults = new ArrayList<>();
    NoticeRules rules = new NoticeRulesFile(file, faults).read();
    if (!faults.isEmpty()) {
      throw new Misconfigured(faults);
    }
    return rules;
  }

  /** The class of a kind. */
  NoticeClass of(String kind) {
    return classes.stream().filter(each -> each.kinds().contains(kind)).findFirst().orElseThrow();
  }

  /** The class of that importance; the last one for what was queued under other rules. */
  NoticeClass at(int importance) {
    return classes.get(Math.max(1, Math.min(importance, classes.size())) - 1);
  }

  /** 10 a second and no receipt for one the file does not name. */
  ProviderRule provider(String name) {
    return providers.getOrDefault(name, UNKNOWN);
  }

  /** The first provider gets no more a second than the second one may have, which may have to take over. */
  public NoticeRules atThePaceOf(String first, String second) {
    if (second == null) {
      return this;
    }
    ProviderRule rule = provider(first);
    Map<String, ProviderRule> slower = new HashMap<>(providers);
    slower.put(first, new ProviderRule(Math.min(rule.perSecond(), provider(second).perSecond()), rule.cost(), rule.receipt()));
    return new NoticeRules(segments, quiet, personHour, personDay, costPerDay, slower, off, classes);
  }

  boolean isQuiet(Instant now, ZoneId zone) {
    return quiet != null && quiet.hold(now, zone);
  }

  /** The names of the classes that residents may choose, and what holds where they did not. */
  public Map<String, Boolean> choices() {
    Map<String, Boolean> choices = new HashMap<>();
    classes.stream().filter(each -> each.consent() != NoticeClass.Consent.NONE)
        .forEach(each -> choices.put(each.name(), each.isWanted(null)));
    return choices;
  }
}
