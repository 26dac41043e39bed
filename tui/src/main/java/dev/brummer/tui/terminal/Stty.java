package dev.brummer.tui.terminal;

import java.io.IOException;

/// Reads and sets the terminal's line discipline.
@FunctionalInterface
public interface Stty {
  /// Disables signal keys and flow control, and maps CR to LF so that Enter has one code
  /// everywhere.
  String SET_RAW_MODE = "stty -icanon -echo -isig -ixon -iexten icrnl min 1 time 0";

  /// Runs one shell command line with the terminal as standard input. The shell variable `saved`
  /// persists between calls: the settings to restore when this process dies.
  ///
  /// @return the output of the command
  /// @throws IOException if the command failed
  String run(String script) throws IOException;

  /// Reads the settings.
  ///
  /// @return text in the format of `stty -g`
  default String settings() throws IOException {
    return run("stty -g");
  }

  /// Reads the size.
  ///
  /// @return rows and columns, separated by a blank
  default String size() throws IOException {
    return run("stty size");
  }

  /// Enters raw mode.
  ///
  /// @param saved the settings to restore when this process dies
  default void enterRawMode(String saved) throws IOException {
    run("saved=" + saved + " && " + SET_RAW_MODE);
  }

  /// Restores settings.
  default void restore(String settings) throws IOException {
    run("saved=; stty " + settings);
  }

  /// Creates an instance for the controlling terminal of this process.
  static Stty controlling() {
    return new TtyGuard();
  }
}
