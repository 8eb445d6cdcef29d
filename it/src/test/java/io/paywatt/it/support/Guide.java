package io.paywatt.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The commands of a Markdown page, run as a reader would: every {@code sh} block in order in one bash, each compared with
 * the {@code text} or {@code json} block behind it, in which {@code ...} stands for whatever comes. A block under a comment
 * {@code <!-- not in test: why -->} is left out.
 */
public final class Guide {
  private static final Pattern BLOCK = Pattern.compile(
      "(?ms)^(<!-- not in test: [^>]+-->\\R)?```sh\\R(.*?)^```\\R(?:```text\\R(.*?)^```\\R)?");
  /** What the launcher says on standard error when it builds first; a reader may see it or not. */
  private static final Pattern BUILD = Pattern.compile("(?m)^(Building PayWatt .*|Built in \\d+ s\\.)\\R");
  private static final String END = "=== end of block, exit ";

  private final Path page;
  private final Map<String, String> environment;
  private final Map<String, String> replacements;

  /**
   * @param page         below the repository root
   * @param environment  of the commands
   * @param replacements what in the commands becomes what: ports may be taken on a machine that runs tests
   */
  public Guide(String page, Map<String, String> environment, Map<String, String> replacements) {
    this.page = HubProcess.HOME.resolve(page);
    this.environment = environment;
    this.replacements = replacements;
  }

  /** A block of commands. @param expected pattern of the whole output, null when the page shows none */
  private record Block(String commands, String expected) {}

  /** Runs the page. @return what does not hold, in words; empty when all is as printed */
  public List<String> run(Path output) {
    List<Block> blocks = blocks();
    String script = blocks.stream().map(block -> block.commands() + "echo; echo \"" + END + "$?\"\n")
        .collect(Collectors.joining());
    for (Map.Entry<String, String> one : replacements.entrySet()) {
      script = script.replace(one.getKey(), one.getValue());
    }
    String[] said = BUILD.matcher(bash(script, output)).replaceAll("").split(Pattern.quote(END) + "(?=\\d)", -1);
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      compare(blocks.get(i), i == 0 ? said[0] : said[Math.min(i, said.length - 1)].replaceFirst("^\\d+\\R", ""),
          i + 1 < said.length ? said[i + 1].replaceFirst("(?s)\\R.*", "") : "never reached", problems);
    }
    return problems;
  }

  /** How many blocks are run. */
  public int size() {
    return blocks().size();
  }

  private List<Block> blocks() {
    try {
      Matcher matcher = BLOCK.matcher(Files.readString(page));
      List<Block> blocks = new ArrayList<>();
      while (matcher.find()) {
        if (matcher.group(1) == null) {
          blocks.add(new Block(matcher.group(2), matcher.group(3)));
        }
      }
      return blocks;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compare(Block block, String said, String exit, List<String> problems) {
    if (!exit.equals("0")) {
      problems.add("exit " + exit + " of\n" + block.commands() + "which said\n" + said);
    } else if (block.expected() != null && !pattern(block.expected()).matcher(said.strip()).matches()) {
      problems.add("printed is\n" + block.expected() + "but\n" + block.commands() + "said\n" + said);
    }
  }

  private static Pattern pattern(String expected) {
    return Pattern.compile(Stream.of(expected.strip().split(Pattern.quote("..."), -1)).map(Pattern::quote)
        .collect(Collectors.joining(".*")), Pattern.DOTALL);
  }

  private String bash(String script, Path output) {
    try {
      ProcessBuilder builder = new ProcessBuilder("bash", "-c", script).directory(HubProcess.HOME.toFile())
          .redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("PAYWATT_"));
      builder.environment().putAll(environment);
      Process bash = builder.start();
      if (!bash.waitFor(5, TimeUnit.MINUTES)) {
        bash.destroyForcibly();
      }
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
