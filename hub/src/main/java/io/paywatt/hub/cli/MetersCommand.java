package io.paywatt.hub.cli;

import picocli.CommandLine.Command;

/** {@code ./paywatt meters ...}. */
@Command(name = "meters", mixinStandardHelpOptions = true, description = "What meters need besides the import.",
    subcommands = {MeterTokens.class, MeterCredentials.class})
public final class MetersCommand {
}
