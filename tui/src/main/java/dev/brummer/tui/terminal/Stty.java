package dev.brummer.tui.terminal;

import java.io.IOException;

/// Asks and sets the terminal's line discipline.
@FunctionalInterface
public interface Stty {
  /// Runs a line of the shell whose standard input is the terminal. A variable `saved` in it lasts:
  /// settings that somebody else has to restore if this program is gone.
  ///
  /// @return what it printed
  /// @throws IOException if it failed
  String run(String script) throws IOException;

  /// The terminal that controls this program.
  static Stty controlling() {
    return new TtyGuard();
  }
}
