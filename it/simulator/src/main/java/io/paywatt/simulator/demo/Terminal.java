package io.paywatt.simulator.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Prints the story: a line a step, in colour and with a running line only on a terminal. */
final class Terminal {
  private static final int NAME_WIDTH = 44;

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  private final boolean colours = isTerminal() && System.getenv("NO_COLOR") == null;

  // from Java 22 on there is a console also when the output goes to a file, and it can be asked
  private static boolean isTerminal() {
    if (System.console() == null || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(System.console());
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  void chapter(String title) {
    out.println();
    out.println(paint("1", title));
  }

  /** What is being done now; written over by the step's end. */
  void begin(String step) {
    if (colours) {
      out.print("  " + paint("33", "…") + " " + step);
      out.flush();
    }
  }

  void held(String step, String figures, long millis) {
    String seconds = String.format("%5.1f s", millis / 1000.0);
    end("32", "✓", pad(step) + paint("2", seconds) + "  " + figures);
  }

  void failed(String step, String why) {
    end("31", "✗", step + "\n      " + why.replace("\n", "\n      "));
  }

  void line(String text) {
    out.println(text);
  }

  private void end(String colour, String mark, String text) {
    out.println((colours ? "\r\u001b[2K" : "") + "  " + paint(colour, mark) + " " + text);
  }

  private String paint(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  // a Chinese character is two columns wide
  private static String pad(String text) {
    long width = text.codePoints().map(point -> point >= 0x2E80 ? 2 : 1).sum();
    return text + " ".repeat((int) Math.max(1, NAME_WIDTH - width));
  }
}
