package dev.brummer.app.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// Real terminal for the built program: a tmux server of its own, controlled with keys and read as
/// text.
final class Tmux implements AutoCloseable {
  private static final long AWAIT_TIMEOUT_SECONDS = 30;

  private final String server = "brummer-e2e-" + UUID.randomUUID();

  /// Starts a command in a window of this size, with the marker in its environment.
  static Tmux start(int columns, int rows, Path directory, InheritedMarker mark, String command)
      throws Exception {
    RequiredPrograms.require("tmux");
    Tmux tmux = new Tmux();
    tmux.run(
        "-f",
        "/dev/null",
        "new-session",
        "-d",
        "-x",
        Integer.toString(columns),
        "-y",
        Integer.toString(rows),
        "-c",
        directory.toString(),
        "-e",
        mark.name() + "=" + mark.value(),
        "-e",
        "CI=",
        command + "; echo \"ended with $?\"; exec sleep 60");
    return tmux;
  }

  /// Presses keys, named as in tmux.
  void keys(String... keys) throws Exception {
    List<String> command = new ArrayList<>(List.of("send-keys"));
    command.addAll(List.of(keys));
    run(command.toArray(String[]::new));
  }

  void resize(int columns, int rows) throws Exception {
    run("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
  }

  String screen() throws Exception {
    return run("capture-pane", "-p");
  }

  /// The screen including escape sequences.
  String styledScreen() throws Exception {
    return run("capture-pane", "-pe");
  }

  /// Expands a tmux format for the pane.
  String query(String format) throws Exception {
    return run("display-message", "-p", format).trim();
  }

  void set(String option, String value) throws Exception {
    run("set-option", "-g", option, value);
  }

  /// The most recently copied text.
  String clipboard() throws Exception {
    return run("show-buffer");
  }

  /// Sends raw bytes as terminal input.
  void type(String bytes) throws Exception {
    Path file = Files.createTempFile("typed", "");
    Files.writeString(file, bytes);
    run("load-buffer", "-b", "typed", file.toString());
    run("paste-buffer", "-r", "-d", "-b", "typed");
    Files.delete(file);
  }

  /// Waits until the screen matches; fails after a timeout.
  ///
  /// @return the matching screen
  String await(String what, Predicate<String> wanted) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(AWAIT_TIMEOUT_SECONDS);
    String screen = screen();
    while (!wanted.test(screen)) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("timeout waiting for " + what + ", the screen is:\n" + screen);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
      screen = screen();
    }
    return screen;
  }

  String await(String text) throws Exception {
    return await("\"" + text + "\"", screen -> screen.contains(text));
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("tmux", "-L", server));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("tmux " + List.of(arguments) + ": " + out);
    }
    return out;
  }

  @Override
  public void close() throws Exception {
    run("kill-server");
  }
}
