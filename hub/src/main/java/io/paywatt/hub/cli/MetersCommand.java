package io.paywatt.hub.cli;

import picocli.CommandLine.Command;

/** {@code ./paywatt meters ...}. */
@Command(name = "meters", mixinStandardHelpOptions = true,
    description = "A meter: how it stands, and what it is asked to do.",
    subcommands = {MeterShow.class, MeterCommands.class, MeterCommand.class})
public final class MetersCommand {
}
