package io.paywatt.console.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
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
  private static final Map<String, String> TYPES = Map.of(
      "index.html", "text/html; charset=utf-8",
      "console.css", "text/css; charset=utf-8",
      "console.js", "text/javascript; charset=utf-8",
      "api.js", "text/javascript; charset=utf-8",
      "accounts.js", "text/javascript; charset=utf-8",
      "failed.js", "text/javascript; charset=utf-8",
      "html.js", "text/javascript; charset=utf-8",
      "texts.js", "text/javascript; charset=utf-8",
      "icon.svg", "image/svg+xml");

  private record Page(String type, byte[] body, String tag) {}

  private Pages() {}

  /** Puts the page on the router. */
  public static void mount(Router router) {
    TYPES.forEach((name, type) -> {
      Page page = load(name, type);
      router.route(ROOT + (name.equals("index.html") ? "" : name)).handler(context -> serve(context, page));
    });
    router.route(ROOT.substring(0, ROOT.length() - 1)).handler(context ->
        context.response().setStatusCode(308).putHeader("Location", ROOT).end());
    router.route(ROOT + "*").handler(context ->
        Problem.of(404, "There is no such page, allowed is " + ROOT).send(context));
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

  private static Page load(String name, String type) {
    try (var in = Pages.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The page lacks its file " + name);
      }
      byte[] body = in.readAllBytes();
      return new Page(type, body, '"' + hash(body) + '"');
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
