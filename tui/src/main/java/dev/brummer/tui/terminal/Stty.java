package dev.brummer.tui.terminal;

import java.io.IOException;

/// Reads and sets the terminal's line discipline.
@FunctionalInterface
public interface Stty {
  /// Runs one shell command line with the terminal as standard input. The shell variable `saved`
  /// persists between calls: the settings to restore when this process dies.
  ///
  /// @return the output of the command
  /// @throws IOException if the command failed
  String run(String script) throws IOException;

  /// Creates an instance for the controlling terminal of this process.
  static Stty controlling() {
    return new TtyGuard();
  }
}
