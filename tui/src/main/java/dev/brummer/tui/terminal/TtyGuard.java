package dev.brummer.tui.terminal;

import dev.brummer.engine.process.supervisor.ControllingTerminal;
import dev.brummer.engine.process.supervisor.HelperShell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The controlling terminal, and a helper shell that runs `stty` commands and restores the terminal
/// when this process is killed: at the end of its input it restores the settings in `saved`, if
/// any.
///
/// Neither terminal signals nor a `kill -9` of the whole job reach it, see [HelperShell].
/// Thread-safe; calls are serialised.
final class TtyGuard implements Stty {
  /// Resets everything the UI may have enabled: colours, synchronized output, colour reports,
  /// paste, mouse, alternate screen, hidden cursor.
  private static final String RESET_SEQUENCES =
      "\\033[0m\\033[0 q\\033[?2026l\\033[?2031l\\033[?2004l\\033[?1006l\\033[?1003l\\033[?1002l\\033[?1000l"
          + "\\033[?1049l\\033[?25h";

  private static final String SERVE_SCRIPT =
      "exec 3<&2 2>&1; trap '' HUP INT QUIT TERM TSTP TTOU TTIN PIPE;"
          + " while IFS= read -r line; do eval \"$line\" <&3 2>&1; echo \"=$?\"; done;"
          + " if [ -n \"$saved\" ]; then printf '"
          + RESET_SEQUENCES
          + "' >&3; stty \"$saved\" <&3 || stty sane <&3; fi";

  private @Nullable HelperShell shell;

  /// Output of the shell that has not been read as lines.
  private final StringBuilder received = new StringBuilder();

  /// Number of commands whose responses have not been read.
  private int unread;

  @Override
  public synchronized String run(String script) throws IOException {
    HelperShell running = send(script);
    while (unread > 0) {
      unread--;
      readResponse(running);
    }
    return readResponse(running);
  }

  private HelperShell send(String script) throws IOException {
    HelperShell running = shell;
    if (running == null) {
      running = HelperShell.start(SERVE_SCRIPT);
      shell = running;
    }
    running.write((script + "\n").getBytes(StandardCharsets.US_ASCII));
    return running;
  }

  /// Sets a variable of the shell without waiting for it: it reads this before the end of its
  /// input.
  private void save(String settings) throws IOException {
    send("saved=" + settings);
    unread++;
  }

  @Override
  public String settings() throws IOException {
    return ControllingTerminal.settings();
  }

  @Override
  public String size() throws IOException {
    int[] size = ControllingTerminal.size();
    return size[0] + " " + size[1];
  }

  /// Only a process in the foreground may change its terminal; for others the shell does.
  @Override
  public synchronized void enterRawMode(String saved) throws IOException {
    if (JobControl.isForeground()) {
      save(saved);
      ControllingTerminal.enterRawMode();
    } else {
      Stty.super.enterRawMode(saved);
    }
  }

  @Override
  public synchronized void restore(String settings) throws IOException {
    if (JobControl.isForeground()) {
      ControllingTerminal.restore(settings);
      save("");
    } else {
      Stty.super.restore(settings);
    }
  }

  /// Reads the lines of a response up to its exit code, `=0` after a success.
  private String readResponse(HelperShell from) throws IOException {
    StringBuilder response = new StringBuilder();
    for (String line = readLine(from); line != null; line = readLine(from)) {
      if (line.equals("=0")) {
        return response.toString().trim();
      }
      if (line.startsWith("=")) {
        break;
      }
      response.append(line).append('\n');
    }
    String message = response.toString().trim();
    throw new IOException(message.isEmpty() ? "no controlling terminal" : message);
  }

  /// @return null at the end of the output
  private @Nullable String readLine(HelperShell from) {
    int end = received.indexOf("\n");
    byte[] chunk = new byte[256];
    while (end < 0) {
      int count = from.read(chunk);
      if (count == 0) {
        return null;
      }
      received.append(new String(chunk, 0, count, StandardCharsets.US_ASCII));
      end = received.indexOf("\n");
    }
    String line = received.substring(0, end);
    received.delete(0, end + 1);
    return line;
  }
}
