package io.paywatt.simulator.demo;

/** Says what can be done while the demo stays up. */
final class Invitation {
  private Invitation() {}

  static void print(Terminal terminal, DemoSettings settings, Providers providers, String run) {
    String bearer = "-H \"Authorization: Bearer $(cat " + settings.tokenFile() + ")\"";
    terminal.chapter("The hub stays up, and the meters go on. Ctrl-C ends everything.");
    terminal.line("  Console   " + settings.hubUrl() + "/console/");
    terminal.line("  API       " + settings.hubUrl() + "/api/v1, described at /api/openapi.json");
    terminal.line("  Health    http://127.0.0.1:" + settings.managementPort() + "/observe/health");
    terminal.line("  SMS sent  " + providers.sms().url() + "/_sent");
    terminal.line("  Hub log   " + settings.hubLog());
    terminal.line("");
    terminal.line("  curl " + bearer + " '" + settings.hubUrl() + "/api/v1/accounts?q=" + run + "01'");
  }
}
