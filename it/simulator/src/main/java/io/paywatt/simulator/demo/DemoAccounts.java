package io.paywatt.simulator.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The accounts of {@code config/demo/accounts.csv}, renamed for this run: every {@code DEMO} in the file becomes the run's
 * own word, so that the story can be told again on the same data.
 */
final class DemoAccounts {
  private static final String WORD = "DEMO";

  /** One line. @param phone of the holder @param registerWh register at the start */
  record Resident(String account, String holder, String phone, String meter, long registerWh) {}

  private final byte[] csv;
  private final List<Resident> residents;

  private DemoAccounts(byte[] csv, List<Resident> residents) {
    this.csv = csv;
    this.residents = residents;
  }

  /** @param run letters and digits, other than in any run before */
  static DemoAccounts read(Path file, String run) throws IOException {
    String text = Files.readString(file).replace(WORD, run);
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    List<String> header = List.of(lines.get(0).split(","));
    List<Resident> residents = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] values = line.split(",");
      residents.add(new Resident(values[header.indexOf("account")], values[header.indexOf("holder")],
          values[header.indexOf("phone")], values[header.indexOf("meter")],
          Long.parseLong(values[header.indexOf("register_wh")])));
    }
    return new DemoAccounts(text.getBytes(StandardCharsets.UTF_8), residents);
  }

  byte[] csv() {
    return csv;
  }

  /** The first one is the one whose power goes off. */
  List<Resident> residents() {
    return residents;
  }
}
