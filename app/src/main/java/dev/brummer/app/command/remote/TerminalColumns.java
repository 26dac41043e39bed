package dev.brummer.app.command.remote;

import dev.brummer.app.program.TtyFlags;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// Width of the terminal on standard output.
final class TerminalColumns {
  /// Width that every terminal is assumed to have; asking for more costs a process.
  private static final int COMMON = 80;

  private static final long TIMEOUT_MILLIS = 500;

  private TerminalColumns() {}

  /// Columns for a text that needs `wanted`: all of them, unless it would wrap on a terminal.
  static int available(int wanted) {
    TtyFlags streams = TtyFlags.detect();
    if (wanted <= COMMON || !streams.outputTerminal()) {
      return wanted;
    }
    return Math.min(wanted, streams.inputTerminal() ? columns() : COMMON);
  }

  private static int columns() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Redirect.INHERIT)
              .redirectError(Redirect.DISCARD)
              .start();
      if (stty.waitFor(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
        String output =
            new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        int columns = Integer.parseInt(output.substring(output.indexOf(' ') + 1));
        return columns > 0 ? columns : COMMON;
      }
    } catch (IOException | NumberFormatException unknown) {
      return COMMON;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return COMMON;
  }
}
