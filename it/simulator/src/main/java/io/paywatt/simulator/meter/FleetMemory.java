package io.paywatt.simulator.meter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paywatt.simulator.Json;

/** What meters remember over a loss of power, by serial, in a file: a register never starts again from zero. */
public final class FleetMemory {
  private FleetMemory() {}

  /** Meters take up where the file says they left off; without a file, or not named in it, they start new. */
  public static void load(Path file, Collection<MeterBody> bodies) throws IOException {
    if (Files.exists(file)) {
      JsonNode memory = Json.parse(Files.readAllBytes(file));
      for (MeterBody body : bodies) {
        JsonNode own = memory.path(body.serial());
        if (own.isObject()) {
          body.remember(own);
        }
      }
    }
  }

  /** Writes the file anew. */
  public static void save(Path file, Collection<MeterBody> bodies) throws IOException {
    ObjectNode memory = Json.object();
    bodies.forEach(body -> memory.set(body.serial(), body.memory()));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Json.bytes(memory));
  }
}
