package io.paywatt.hub.desk;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SHA-256 of the file of each route as it was when the route was started. */
public final class RouteVersions {
  private static final Logger LOG = LoggerFactory.getLogger(RouteVersions.class);

  private final Map<String, String> versions = new ConcurrentHashMap<>();

  /** Notes the version of a route; a route without a file has none. */
  void started(Route route) {
    String id = route.getRouteId();
    if (route.getSourceResource() == null || !route.getSourceResource().exists()) {
      versions.remove(id);
      return;
    }
    try (InputStream file = route.getSourceResource().getInputStream()) {
      versions.put(id, HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file.readAllBytes())));
    } catch (IOException e) {
      LOG.warn("The version of route {} is not known: {}", id, e.getMessage());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** 64 hexadecimal digits, or null when it is not known. */
  String of(String routeId) {
    return routeId == null ? null : versions.get(routeId);
  }
}
