package dev.brummer.app.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.app.Brummer;
import org.junit.jupiter.api.Test;

/// Command line that starts the program again.
class RelaunchCommandLineTest {
  @Test
  void mainClass_isTheEntryPoint() {
    assertEquals(Brummer.class.getName(), RelaunchCommandLine.MAIN_CLASS);
  }
}
