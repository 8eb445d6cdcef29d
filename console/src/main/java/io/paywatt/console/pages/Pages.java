package io.paywatt.console.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import io.paywatt.console.http.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Serves the files of the page, and no other file: they are listed here and read once. */
public final class Pages {
  private static final String ROOT = "/console/";
  private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
      + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8",
      "css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml");
  private static final List<String> FILES = List.of("index.html", "advice.js", "api.js", "chart.js", "console.css",
      "dialog.js", "diff.js", "frame.js", "help.js", "i18n.js", "icon.svg", "keys.js", "main.js", "me.js", "notices.js",
      "parts.css", "parts.js", "pay-back.js", "place.js", "replay.js", "reveal.js", "theme.js", "user-fields.js", "texts/en.js",
      "texts/zh.js", "views/account.js",
      "views/accounts.js", "views/alert.js", "views/alerts.js", "views/approvals.js", "views/audit.js",
      "views/desk-group.js", "views/desk-runs.js", "views/desk.js", "views/imports.js", "views/login.js", "views/message.js",
      "views/meter.js", "views/meters.js", "views/overview.js", "views/payment.js", "views/payments.js",
      "views/route.js", "views/routes.js", "views/settlement.js", "views/settlements.js", "views/suspense.js", "views/user.js",
      "views/users.js");
  /** Files of libraries by the name under which the page knows them; a WebJar has its version in the path. */
  private static final Map<String, String> LIBRARIES = Map.of("lib/lit-html.js", "lit-html/{version}/lit-html.js",
      "lib/uPlot.esm.js", "uplot/{version}/dist/uPlot.esm.js", "lib/uPlot.min.css", "uplot/{version}/dist/uPlot.min.css");

  private record Page(String type, byte[] body, String tag) {}

  private Pages() {}

  /** Puts the page on the router. */
  public static void mount(Router router) {
    FILES.forEach(name -> put(router, name, Pages.class.getResource(name)));
    LIBRARIES.forEach((name, path) -> put(router, name, library(path)));
    for (String near : List.of("/", ROOT.substring(0, ROOT.length() - 1))) {
      router.route(near).handler(context -> context.response().setStatusCode(308).putHeader("Location", ROOT).end());
    }
    router.route(ROOT + "*").handler(context ->
        Problem.of(404, "There is no such page, allowed is " + ROOT).send(context));
  }

  private static void put(Router router, String name, URL file) {
    Page page = load(name, file);
    router.route(ROOT + (name.equals("index.html") ? "" : name)).handler(context -> serve(context, page));
  }

  private static void serve(RoutingContext context, Page page) {
    HttpMethod method = context.request().method();
    if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
      context.response().putHeader("Allow", "GET, HEAD");
      Problem.of(405, method + " is not offered here, allowed: GET, HEAD").send(context);
      return;
    }
    HttpServerResponse response = context.response();
    response.putHeader("ETag", page.tag).putHeader("Cache-Control", "no-cache")
        .putHeader("Content-Security-Policy", POLICY).putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer");
    String known = context.request().getHeader("If-None-Match");
    if (known != null && known.contains(page.tag)) {
      response.setStatusCode(304).end();
    } else {
      response.putHeader("Content-Type", page.type).end(Buffer.buffer(page.body));
    }
  }

  /** The version stands in the WebJar's own description. */
  private static URL library(String path) {
    String name = path.substring(0, path.indexOf('/'));
    try (var in = Pages.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/" + name + "/pom.properties")) {
      var properties = new Properties();
      properties.load(in);
      return Pages.class.getResource("/META-INF/resources/webjars/"
          + path.replace("{version}", properties.getProperty("version")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Page load(String name, URL file) {
    if (file == null) {
      throw new IllegalStateException("The page lacks its file " + name);
    }
    try (var in = file.openStream()) {
      byte[] body = in.readAllBytes();
      return new Page(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), body, '"' + hash(body) + '"');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
