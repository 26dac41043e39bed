package dev.brummer.tui.terminal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// One terminal, of this process or of a program that has attached itself: raw mode, size, decoded
/// input and output.
///
/// [#readEvent] is called by the input thread of the terminal, everything else by the `tui` thread
/// unless a method says otherwise. An [IOException] means that the terminal is gone.
public interface Terminal {
  /// Enters raw mode and updates the size. The first call saves the settings to restore.
  void enterRawMode() throws IOException;

  /// Restores the settings found by the first [#enterRawMode].
  void restoreSettings() throws IOException;

  /// Reads the size again.
  void refreshSize() throws IOException;

  /// Number of columns, at least 1. Any thread.
  int columns();

  /// Number of rows, at least 1. Any thread.
  int rows();

  /// Blocks until the next event. [InputEvent.EndOfInput] is the last one.
  InputEvent readEvent() throws IOException;

  /// Writes the first `count` bytes. Any thread.
  void write(byte[] bytes, int count) throws IOException;

  /// Whether a frame can be written without waiting for an earlier one.
  default boolean isReady() {
    return true;
  }

  /// Calls `wake` on any thread each time that [#isReady] becomes true after it was false.
  default void onReady(Runnable wake) {}

  /// Stops the program that shows the terminal until it is continued. The settings have been
  /// restored.
  ///
  /// @return whether it was continued already; if not, [InputEvent.Resumed] reports it
  boolean suspend() throws IOException;

  /// Runs a program on the terminal, whose settings have been restored, until it exits. Called on a
  /// virtual thread.
  ///
  /// @throws IOException if the program cannot be started
  void runProgram(List<String> command, Path directory) throws IOException, InterruptedException;

  /// Opens a URL in the browser of the session of the program that shows this terminal, if that is
  /// another program.
  ///
  /// @return false if nothing was opened
  default boolean openUrl(String url) throws IOException {
    return false;
  }

  /// Whether a shell takes the terminal over when the program that shows it stops.
  boolean isJob() throws IOException;

  /// Gives the terminal back to the user for good. The settings have been restored.
  ///
  /// @return whether a shell took it over, so that its `fg` brings the program back
  boolean detach() throws IOException;

  /// Whether detaching or losing the terminal ends the program that shows it and nothing else.
  /// False for the terminal of this process.
  boolean isRemote();
}
