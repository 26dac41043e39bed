package dev.brummer.tui.paint;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Asks and sets the terminal's line discipline; one call is one process of the shell.
@FunctionalInterface
public interface Stty {
  /// Runs a shell script whose standard input is the terminal.
  ///
  /// @return what it printed
  /// @throws IOException if it failed
  String run(String script) throws IOException;

  /// The terminal that controls this program.
  static Stty controlling() {
    return script -> {
      ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", script);
      File tty = new File("/dev/tty");
      shell.redirectInput(
          tty.canRead() ? ProcessBuilder.Redirect.from(tty) : ProcessBuilder.Redirect.INHERIT);
      shell.redirectErrorStream(true);
      Process process = shell.start();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
      try {
        if (process.waitFor() != 0) {
          throw new IOException(printed.isEmpty() ? "stty failed" : printed);
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while asking the terminal", interrupted);
      }
      return printed;
    };
  }
}
