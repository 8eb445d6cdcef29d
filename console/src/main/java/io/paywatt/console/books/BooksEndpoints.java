package io.paywatt.console.books;

import java.util.List;
import java.util.Map;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.journal.BooksCheck;

/** Whether the books are right: the trial balance is zero and every balance equals its postings. */
public final class BooksEndpoints {
  private final BooksCheck books;

  public BooksEndpoints(BooksCheck books) {
    this.books = books;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path("/api/v1/books").get(this::check);
  }

  private Reply check(Request request) {
    List<String> problems = books.problems();
    return Reply.json(Map.of("ok", problems.isEmpty(), "problems", problems));
  }
}
