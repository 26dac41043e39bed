package dev.brummer.tui.terminal;

import dev.brummer.engine.process.HelperPrograms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A helper shell that runs `stty` commands and restores the terminal when this process is killed:
/// at the end of its input it restores the settings in `saved`, if any.
///
/// The shell runs in its own session, so neither terminal signals nor a `kill -9` of the whole job
/// reach it. Without `setsid` it runs in the session of this process. Thread-safe; calls are
/// serialised.
final class TtyGuard implements Stty {
  /// Resets everything the UI may have enabled: colours, synchronized output, colour reports,
  /// paste, mouse, alternate screen, hidden cursor.
  private static final String RESET_SEQUENCES =
      "\\033[0m\\033[0 q\\033[?2026l\\033[?2031l\\033[?2004l\\033[?1006l\\033[?1003l\\033[?1002l\\033[?1000l"
          + "\\033[?1049l\\033[?25h";

  private static final String SERVE_SCRIPT =
      "trap '' HUP INT QUIT TERM TSTP TTOU TTIN PIPE;"
          + " while IFS= read -r line; do eval \"$line\" <&3 2>&1; echo \"=$?\"; done;"
          + " if [ -n \"$saved\" ]; then printf '"
          + RESET_SEQUENCES
          + "' >&3; stty \"$saved\" <&3; fi";

  private static final String START_SCRIPT =
      "exec 3<>/dev/tty || exit 1;"
          + " if command -v setsid >/dev/null; then exec setsid sh -c \"$0\"; fi; eval \"$0\"";

  private @Nullable Process shell;
  private @Nullable BufferedReader responses;

  @Override
  public synchronized String run(String script) throws IOException {
    Process running = shell;
    BufferedReader from = responses;
    if (running == null || from == null) {
      running =
          HelperPrograms.builder(List.of("/bin/sh", "-c", START_SCRIPT, SERVE_SCRIPT))
              .redirectErrorStream(true)
              .start();
      from =
          new BufferedReader(
              new InputStreamReader(running.getInputStream(), StandardCharsets.US_ASCII));
      shell = running;
      responses = from;
    }
    OutputStream to = running.getOutputStream();
    to.write((script + "\n").getBytes(StandardCharsets.US_ASCII));
    to.flush();
    return readResponse(from);
  }

  private static String readResponse(BufferedReader from) throws IOException {
    StringBuilder out = new StringBuilder();
    for (String line = from.readLine(); line != null; line = from.readLine()) {
      if (line.equals("=0")) {
        return out.toString().trim();
      }
      if (line.startsWith("=")) {
        break;
      }
      out.append(line).append('\n');
    }
    String message = out.toString().trim();
    throw new IOException(message.isEmpty() ? "no controlling terminal" : message);
  }
}
