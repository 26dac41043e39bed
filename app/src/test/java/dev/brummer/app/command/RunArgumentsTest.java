package dev.brummer.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Separation of names and command, with the real parser.
class RunArgumentsTest {
  @Test
  void names_withoutSeparator_areAllWords() {
    assertEquals(
        new RunArguments(List.of("dev", "api"), List.of()), parsed("dev", "--ui", "plain", "api"));
  }

  @Test
  void command_afterSeparator_keepsItsOwnOptions() {
    assertEquals(
        new RunArguments(List.of("dev"), List.of("python3", "-m", "http.server", "--bind", "::1")),
        parsed("--ui", "plain", "dev", "--", "python3", "-m", "http.server", "--bind", "::1"));
  }

  @Test
  void command_thatHasASeparatorItself_keepsIt() {
    assertEquals(
        new RunArguments(List.of(), List.of("npm", "run", "dev", "--", "--port", "1")),
        parsed("--", "npm", "run", "dev", "--", "--port", "1"));
  }

  @Test
  void nothing_afterSeparator_isNoCommand() {
    assertEquals(new RunArguments(List.of("dev"), List.of()), parsed("dev", "--"));
  }

  /// No program starts with a dash, but a script can.
  @Test
  void wordLikeAnOption_afterSeparator_isAName() {
    assertEquals(
        new RunArguments(List.of("dev", "-x", "--help"), List.of()),
        parsed("dev", "--ui", "plain", "--", "-x", "--help"));
    assertEquals(new RunArguments(List.of(), List.of("node", "-x")), parsed("--", "node", "-x"));
  }

  @Test
  void names_thatLookLikeOptions_areSelectedAfterSeparator() {
    assertEquals(
        new RunArguments(List.of("dev", "-x", "api"), List.of()), parsed("dev", "--", "-x", "api"));
    assertEquals(new RunArguments(List.of("--"), List.of()), parsed("--", "--"));
  }

  private static RunArguments parsed(String... typed) {
    Probe probe = new Probe();
    CommandLine line = new CommandLine(probe);
    line.parseArgs(typed);
    return RunArguments.split(probe.words, line.getParseResult().originalArgs());
  }

  @Command
  private static final class Probe {
    @Option(names = "--ui")
    String ui = "";

    @Parameters List<String> words = List.of();
  }
}
