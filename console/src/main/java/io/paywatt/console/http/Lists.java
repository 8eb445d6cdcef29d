package io.paywatt.console.http;

import io.paywatt.ledger.Rejected;
import io.paywatt.ledger.store.Page;

/** How a list is asked for and answered: {@code limit}, {@code after}, and {@code {"items":[...],"next":...}}. */
public final class Lists {
  private static final int USUAL = 50;

  /** Gives one part of a list. */
  @FunctionalInterface
  public interface Source<T> {
    /** @throws Rejected status 400 or 422 when {@code after} is not what an earlier part gave as {@code next} */
    Page<T> part(int limit, String after);
  }

  private Lists() {}

  /** The part that the query asks for. @param most largest limit @throws ProblemException 400 for limit or after */
  public static <T> Page<T> part(Query query, int most, Source<T> source) {
    int limit = query.number("limit", USUAL, 1, most);
    String after = query.text("after");
    try {
      return source.part(limit, after);
    } catch (Rejected e) {
      if (after != null && (e.status() == 400 || e.status() == 422)) {
        throw query.notAllowed("after", "'next' of the part before (" + e.getMessage() + ")");
      }
      throw e;
    }
  }
}
