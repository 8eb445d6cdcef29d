package io.paywatt.console.contacts;

import java.util.Set;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Body;
import io.paywatt.console.http.Fields;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.contact.Contact;
import io.paywatt.ledger.contact.Contacts;
import io.paywatt.ledger.store.Page;

/** By which further addresses the people of an account are reached. An address is shown masked: it leads to a person. */
public final class ContactEndpoints {
  private static final int LONGEST_WORD = 32;
  private static final int LONGEST_ADDRESS = 1024;

  private final Contacts contacts;

  public ContactEndpoints(Contacts contacts) {
    this.contacts = contacts;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path("/api/v1/accounts/{id}/contacts").get(request -> list(request.path("id"))).post(Body.JSON, this::change);
  }

  private Reply list(String account) {
    return Reply.json(new Page<>(contacts.of(account).stream().map(Contact::masked).toList(), null));
  }

  private Reply change(Request request) {
    var fields = new Fields(request.json(), Set.of("channel", "address", "locale", "optedIn", "remove"));
    String channel = fields.text("channel", LONGEST_WORD);
    String address = fields.text("address", LONGEST_ADDRESS);
    String locale = fields.textOrNull("locale", LONGEST_WORD);
    Boolean optedIn = fields.flagOrNull("optedIn");
    boolean remove = fields.flag("remove");
    fields.check();
    String account = request.path("id");
    if (remove) {
      contacts.remove(account, channel, address, request.actor());
    } else {
      contacts.put(account, new Contact(channel, address, locale, optedIn == null || optedIn), request.actor());
    }
    return list(account);
  }
}
