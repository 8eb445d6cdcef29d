package io.paywatt.hub.cli;

import picocli.CommandLine.Command;

/** {@code ./paywatt tariffs ...}. */
@Command(name = "tariffs", mixinStandardHelpOptions = true, description = "What tariffs charge.",
    subcommands = RecalculateCommand.class)
public final class TariffsCommand {}
