package io.paywatt.hub.routes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Loads routes into a context that is thrown away: nothing is started, no connection opened, but every step, option and
 * placeholder has to resolve.
 */
final class RouteTrial {
  private static final Pattern NAMED_STEP = Pattern.compile("(?:To|from)\\[([^\\]]+)]|(?:for|endpoint): ([a-z][^\\s,]+)");
  private final Path kamelets;
  private final Properties placeholders;
  private final Map<String, Class<?>> beans;

  RouteTrial(Path kamelets, Properties placeholders, Map<String, Class<?>> beans) {
    this.kamelets = kamelets;
    this.placeholders = placeholders;
    this.beans = beans;
  }

  /** Loads each file and notes what fails. */
  void load(List<YamlFile> files, Map<String, String> texts, List<Fault> faults) {
    try (CamelContext context = new DefaultCamelContext()) {
      prepare(context);
      context.start();
      for (YamlFile file : files) {
        load(context, file, texts.get(file.name()), faults);
      }
      texts.keySet().forEach(name -> operation(context, name, faults));
    } catch (Exception e) {
      throw new IllegalStateException("The trial of the routes could not be run", e);
    }
  }

  private void prepare(CamelContext context) {
    context.setAutoStartup(false);
    context.getCamelContextExtension().setName("route-trial");
    context.setStartupSummaryLevel(StartupSummaryLevel.Off);
    context.getPropertiesComponent().setOverrideProperties(placeholders);
    beans.forEach((name, type) -> context.getRegistry().bind(name, StandIn.of(type)));
    context.getRegistry().bind("platform-http-engine", new NoHttpEngine());
    context.getComponent("kamelet", KameletComponent.class).setLocation("file:" + kamelets.toAbsolutePath());
    context.getComponent("quartz", QuartzComponent.class).setAutoStartScheduler(false);
  }

  private static void load(CamelContext context, YamlFile file, String text, List<Fault> faults) {
    try {
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(ResourceHelper.fromString(file.name().replaceFirst(".*/", ""), text));
    } catch (Exception e) {
      faults.add(new Fault(file.name(), lineOf(file, text, e), words(e)));
    }
  }

  /** A provider's operation is called by a name made while a route runs, so no route has tried it yet. */
  private void operation(CamelContext context, String file, List<Fault> faults) {
    String kamelet = file.replaceFirst(".*/", "").replace(".kamelet.yaml", "");
    if (!Providers.isOperation(kamelet) || !Files.exists(kamelets.resolve(kamelet + ".kamelet.yaml"))) {
      return;
    }
    try {
      context.getEndpoint("kamelet:" + kamelet);
    } catch (RuntimeException e) {
      faults.add(new Fault(file, 1, words(e)));
    }
  }

  private static int lineOf(YamlFile file, String text, Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      Matcher step = NAMED_STEP.matcher(String.valueOf(cause.getMessage()));
      while (step.find()) {
        String named = step.group(1) != null ? step.group(1) : step.group(2);
        int line = RouteText.lineOf(text, named);
        if (line > 0) {
          return line;
        }
      }
    }
    return file.line("");
  }

  private static String words(Throwable e) {
    Throwable deepest = e;
    while (deepest.getCause() != null && deepest.getCause() != deepest) {
      deepest = deepest.getCause();
    }
    return "does not load: " + String.valueOf(deepest.getMessage()).replaceAll("\\s+", " ");
  }
}
