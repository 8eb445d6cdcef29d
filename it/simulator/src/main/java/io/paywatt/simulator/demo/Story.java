package io.paywatt.simulator.demo;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells steps one after the other; the first that does not hold ends the story. */
final class Story {
  private static final Logger LOG = LoggerFactory.getLogger(Story.class);

  /** One step. Gives the figures that prove it. */
  @FunctionalInterface
  interface Step {
    String tell() throws Exception;
  }

  private final Terminal terminal;
  private int held;

  Story(Terminal terminal) {
    this.terminal = terminal;
  }

  void chapter(String title) {
    terminal.chapter(title);
  }

  /** @throws StepFailed when it does not hold; it is on the terminal by then */
  void step(String name, Step step) throws StepFailed {
    long start = System.nanoTime();
    terminal.begin(name);
    try {
      String figures = step.tell();
      terminal.held(name, figures, (System.nanoTime() - start) / 1_000_000);
      held++;
    } catch (Exception e) {
      LOG.error("step '{}' did not hold", name, e);
      String why = e instanceof StepFailed ? e.getMessage() : e.toString();
      terminal.failed(name, why);
      throw new StepFailed(name);
    }
  }

  int held() {
    return held;
  }
}
