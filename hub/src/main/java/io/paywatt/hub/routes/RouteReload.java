package io.paywatt.hub.routes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies a saved route file once it has passed every check. What does not pass is logged with file:line and changes
 * nothing, so a broken file never takes a running route down.
 */
public final class RouteReload implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RouteReload.class);
  private final CamelContext context;
  private final Path folder;
  private final RouteCheck check;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "route-reload"));
  private Map<String, String> applied;
  private Map<String, String> seen;

  public RouteReload(CamelContext context, Path folder, RouteCheck check) throws IOException {
    this.context = context;
    this.folder = folder;
    this.check = check;
    this.applied = RouteCheck.texts(folder);
    this.seen = applied;
  }

  /** Looks every second; a change is taken up when the files stood still for one look. */
  public void start() {
    clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void look() {
    try {
      Map<String, String> now = RouteCheck.texts(folder);
      boolean still = now.equals(seen);
      boolean fresh = !now.equals(applied);
      if (still && fresh) {
        take(now);
        applied = now;
      }
      seen = now;
    } catch (IOException | RuntimeException e) {
      LOG.warn("The routes in {} can't be looked at: {}", folder, e.getMessage());
    }
  }

  private void take(Map<String, String> now) {
    List<Fault> faults = check.run(now);
    if (!faults.isEmpty()) {
      faults.forEach(fault -> LOG.error("Not applied: {}", fault));
      return;
    }
    Map<String, String> changed = new LinkedHashMap<>(now);
    changed.entrySet().removeAll(applied.entrySet());
    changed.forEach(this::apply);
    applied.keySet().stream().filter(name -> !now.containsKey(name))
        .forEach(name -> LOG.warn("{} is gone; its routes run until the hub is started again", name));
  }

  private void apply(String name, String text) {
    if (name.endsWith(".kamelet.yaml")) {
      LOG.warn("{} is right, and is used when the hub is started again", name);
      return;
    }
    try {
      update(name, text);
      LOG.info("Applied {}", name);
    } catch (Exception e) {
      LOG.error("Not applied: {}: {}; the version before goes on", name, e.getMessage());
      goBack(name);
    }
  }

  private void goBack(String name) {
    try {
      if (applied.containsKey(name)) {
        update(name, applied.get(name));
      }
    } catch (Exception e) {
      LOG.error("{} can't be taken back either; start the hub again", name, e);
    }
  }

  private void update(String name, String text) throws Exception {
    PluginHelper.getRoutesLoader(context).updateRoutes(ResourceHelper.fromString(name.replaceFirst(".*/", ""), text));
  }
}
