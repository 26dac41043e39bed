package dev.brummer.app.e2e;

import java.io.IOException;

/// Sends signals to processes.
final class Signals {
  private Signals() {}

  /// @param signal name without `SIG`, or number
  /// @return 0 if the signal was sent, 1 if there is no such process
  static int send(String signal, long pid) throws IOException, InterruptedException {
    return new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
  }
}
