package io.paywatt.hub.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import io.paywatt.ledger.inquiry.ProviderOperations;

/**
 * Which provider can do what: an operation is there when its kamelet {@code <provider>-<operation>-action} was in the
 * folder at the start. Bean {@code providers} of the routes.
 */
public final class Providers implements ProviderOperations {
  /** What a route may ask of a provider. */
  static final Set<String> OPERATIONS = Set.of("order", "query", "close", "refund", "refund-query", "bill");
  private static final String END = "-action.kamelet.yaml";

  private final Set<String> actions;

  private Providers(Set<String> actions) {
    this.actions = actions;
  }

  /** Reads the names of the kamelets. A folder that is not there has none. @param routes folder of the routes */
  public static Providers of(Path routes) {
    try (Stream<Path> files = Files.list(routes.resolve("kamelets"))) {
      return new Providers(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(END))
          .map(name -> name.substring(0, name.length() - END.length())).collect(Collectors.toCollection(TreeSet::new)));
    } catch (NoSuchFileException e) {
      return new Providers(Set.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean can(String provider, String operation) {
    return actions.contains(provider + "-" + operation);
  }

  /** Whether a kamelet is an operation of a provider: a route may call it by a name made while it runs. */
  static boolean isOperation(String kamelet) {
    return OPERATIONS.stream().anyMatch(operation -> kamelet.endsWith("-" + operation + "-action"));
  }
}
