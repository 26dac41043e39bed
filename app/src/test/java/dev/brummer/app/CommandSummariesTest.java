package dev.brummer.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// A command line that runs no command has the names and summaries of all commands only.
class CommandSummariesTest {
  @Test
  void theHelpIsThatOfTheWholeProgram() {
    String whole = Brummer.commandLine("", "").getUsageMessage();
    assertTrue(whole.contains("\n  doctor "), whole);
    assertEquals(whole, Brummer.commandLine("--help").getUsageMessage());
    assertEquals(whole, Brummer.commandLine("-h").getUsageMessage());
    assertEquals(whole, Brummer.commandLine("lis").getUsageMessage());
    assertEquals(whole, Brummer.commandLine().getUsageMessage());
  }

  @Test
  void allNamesAreKnown() {
    assertEquals(
        Brummer.commandLine("", "").getSubcommands().keySet(),
        Brummer.commandLine("lis").getSubcommands().keySet());
  }

  @Test
  void optionsAreReadForWhatMayRunACommand() {
    assertFalse(hasOptions(Brummer.commandLine("--help"), "run"));
    assertTrue(hasOptions(Brummer.commandLine("run"), "run"));
    assertTrue(hasOptions(Brummer.commandLine("--help", "run"), "run"));
    assertTrue(hasOptions(Brummer.commandLine("lis", "run"), "run"));
  }

  private static boolean hasOptions(CommandLine line, String command) {
    return !line.getSubcommands().get(command).getCommandSpec().options().isEmpty();
  }
}
