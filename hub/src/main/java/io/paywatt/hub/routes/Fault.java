package io.paywatt.hub.routes;

/**
 * Something wrong in a file, for the person who wrote it.
 *
 * @param file    path as the person knows it
 * @param line    line, from 1
 * @param message what is wrong and what is allowed
 */
public record Fault(String file, int line, String message) implements Comparable<Fault> {
  @Override
  public String toString() {
    return file + ":" + line + ": " + message;
  }

  @Override
  public int compareTo(Fault other) {
    int byFile = file.compareTo(other.file);
    return byFile != 0 ? byFile : Integer.compare(line, other.line);
  }
}
