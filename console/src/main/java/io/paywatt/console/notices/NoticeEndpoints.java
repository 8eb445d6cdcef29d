package io.paywatt.console.notices;

import java.util.Set;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Body;
import io.paywatt.console.http.Fields;
import io.paywatt.console.http.Lists;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.notice.NoticeChoices;
import io.paywatt.ledger.notice.NoticeDesk;
import io.paywatt.ledger.notice.NoticeFilter;

/** Notices: a list, one with what happened to it, and what residents chose. */
public final class NoticeEndpoints {
  private static final int MOST_LISTED = 500;
  private static final int LONGEST_CLASS = 32;

  private final NoticeDesk notices;
  private final NoticeChoices choices;

  public NoticeEndpoints(NoticeDesk notices, NoticeChoices choices) {
    this.notices = notices;
    this.choices = choices;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path("/api/v1/notices").get(this::list, "account", "state", "kind", "payment", "limit", "after");
    api.path("/api/v1/notices/{id}").get(request -> Reply.json(notices.get(request.pathNumber("id"))));
    api.path("/api/v1/accounts/{id}/notice-choices").get(request -> Reply.json(choices.of(request.path("id"))))
        .post(Body.JSON, this::choose);
  }

  private Reply list(Request request) {
    var query = request.query();
    var filter = new NoticeFilter(query.text("state"), query.text("account"), query.text("kind"), query.text("payment"));
    return Reply.json(Lists.part(query, MOST_LISTED, (limit, after) -> notices.list(filter, limit, after, request.scope())));
  }

  private Reply choose(Request request) {
    var fields = new Fields(request.json(), Set.of("class", "wanted"));
    String noticeClass = fields.text("class", LONGEST_CLASS);
    Boolean wanted = fields.flag("wanted");
    fields.check();
    choices.choose(request.path("id"), noticeClass, wanted, request.actor());
    return Reply.json(choices.of(request.path("id")));
  }
}
