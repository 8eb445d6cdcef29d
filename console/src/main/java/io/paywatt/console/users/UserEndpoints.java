package io.paywatt.console.users;

import java.util.List;
import java.util.Set;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Body;
import io.paywatt.console.http.Fields;
import io.paywatt.console.http.Problem;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.console.login.Passwords;
import io.paywatt.ledger.store.Page;
import io.paywatt.ledger.user.Role;
import io.paywatt.ledger.user.Users;

/** Local users: who there is, with which roles and sites; new ones, new passwords, keeping somebody out. */
public final class UserEndpoints {
  private static final String ROOT = "/api/v1/users";
  private static final int LONGEST_NAME = 64;

  private final Users users;
  private final Passwords passwords;

  public UserEndpoints(Users users, Passwords passwords) {
    this.users = users;
    this.passwords = passwords;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path(ROOT).get(request -> Reply.json(new Page<>(users.list(), null))).post(Body.JSON, this::add);
    api.path(ROOT + "/{name}").get(request -> Reply.json(users.get(request.path("name"))));
    api.path(ROOT + "/{name}/roles").post(Body.JSON, this::roles);
    api.path(ROOT + "/{name}/sites").post(Body.JSON, this::sites);
    api.path(ROOT + "/{name}/password").post(Body.JSON, this::password);
    api.path(ROOT + "/{name}/disabled").post(Body.JSON, this::disabled);
  }

  private Reply add(Request request) {
    var fields = new Fields(request.json(), Set.of("name", "password", "roles", "everySite", "sites"));
    String name = fields.text("name", LONGEST_NAME);
    String password = fields.secret("password", Passwords.LEAST, Passwords.MOST);
    Set<Role> roles = roles(fields);
    List<String> sites = sites(fields);
    fields.check();
    return Reply.json(201, users.add(name, passwords.hash(password), roles, sites, request.actor()));
  }

  private Reply roles(Request request) {
    var fields = new Fields(request.json(), Set.of("roles"));
    Set<Role> roles = roles(fields);
    fields.check();
    return Reply.json(users.setRoles(request.path("name"), roles, request.actor()));
  }

  private Reply sites(Request request) {
    var fields = new Fields(request.json(), Set.of("everySite", "sites"));
    List<String> sites = sites(fields);
    fields.check();
    return Reply.json(users.setSites(request.path("name"), sites, request.actor()));
  }

  private Reply password(Request request) {
    var fields = new Fields(request.json(), Set.of("password"));
    String password = fields.secret("password", Passwords.LEAST, Passwords.MOST);
    fields.check();
    return Reply.json(users.setPassword(request.path("name"), passwords.hash(password), request.actor()));
  }

  private Reply disabled(Request request) {
    var fields = new Fields(request.json(), Set.of("disabled"));
    Boolean disabled = fields.flagOrNull("disabled");
    fields.check();
    if (disabled == null) {
      throw Problem.of(422, "Field 'disabled' is missing, allowed: true, false").asException();
    }
    return Reply.json(users.setDisabled(request.path("name"), disabled, request.actor()));
  }

  private static Set<Role> roles(Fields fields) {
    List<String> words = fields.textsOrNull("roles");
    return words == null ? Role.of(List.of()) : Role.of(words);
  }

  /** Names of sites, or null: every site. */
  private static List<String> sites(Fields fields) {
    boolean every = fields.flag("everySite");
    List<String> sites = fields.textsOrNull("sites");
    if (every == (sites != null)) {
      throw Problem.of(422, "sites, everySite: allowed is either an array of names of sites, or everySite true").asException();
    }
    return sites;
  }
}
