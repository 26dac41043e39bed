package dev.brummer.app.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Program on a pseudo-terminal whose raw output bytes are recorded.
final class RawTerminal implements AutoCloseable {
  private static final long EXIT_TIMEOUT_SECONDS = 60;
  private static final long QUIET_MILLIS = 150;
  private static final long QUIET_TIMEOUT_MILLIS = 3_000;

  private final Process script;
  private final Path commandFile;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final Thread reader;
  private volatile long lastOutputNanos = System.nanoTime();

  private RawTerminal(Process script, Path commandFile) {
    this.script = script;
    this.commandFile = commandFile;
    this.reader = Thread.ofPlatform().daemon().start(this::read);
  }

  /// Starts a command on a terminal of 160 columns and 45 rows. The words and variables are written
  /// to a file, so that they arrive as UTF-8 in any locale.
  static RawTerminal start(Path directory, Map<String, String> environment, List<String> command)
      throws Exception {
    RequiredPrograms.require("script");
    StringBuilder line = new StringBuilder("stty rows 45 cols 160 -echo\n");
    environment.forEach((name, value) ->
        line.append("export ").append(name).append('=').append(quoted(value)).append('\n'));
    line.append("exec");
    command.forEach(word -> line.append(' ').append(quoted(word)));
    Path file = Files.createTempFile("command", ".sh");
    Files.writeString(file, line.append('\n'));
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qefc", "sh " + file, "/dev/null")
            .directory(directory.toFile())
            .redirectErrorStream(true);
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(name -> name.startsWith("BRUMMER_"));
    List.of("CI", "NO_COLOR", "FORCE_COLOR").forEach(variables::remove);
    variables.put("TERM", "xterm-256color");
    variables.put("LC_ALL", "C.UTF-8");
    variables.put("SHELL", "/bin/sh");
    variables.put("XDG_CONFIG_HOME", BuiltImage.stateDirectory().resolve("config").toString());
    variables.put("XDG_STATE_HOME", BuiltImage.stateDirectory().toString());
    return new RawTerminal(builder.start(), file);
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private void read() {
    byte[] bytes = new byte[1 << 16];
    try (InputStream in = script.getInputStream()) {
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        synchronized (output) {
          output.write(bytes, 0, count);
        }
        lastOutputNanos = System.nanoTime();
      }
    } catch (IOException ended) {
      return; // the terminal is closed
    }
  }

  void type(String keys) throws IOException {
    script.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
    script.getOutputStream().flush();
    lastOutputNanos = System.nanoTime();
  }

  /// Types keys, unless the program ends by what was typed before.
  void typeUnlessEnding(String keys) throws IOException {
    try {
      type(keys);
    } catch (IOException closed) {
      awaitEnd(closed);
    }
  }

  private void awaitEnd(IOException closed) throws IOException {
    try {
      if (!script.waitFor(EXIT_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw closed;
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits until there was no output for a moment, or a few seconds have passed.
  void awaitQuiet() {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(QUIET_TIMEOUT_MILLIS);
    while (System.nanoTime() - lastOutputNanos < TimeUnit.MILLISECONDS.toNanos(QUIET_MILLIS)
        && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  /// Waits until the output contains a text; fails after a timeout.
  void awaitText(String text) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(EXIT_TIMEOUT_SECONDS);
    while (!text().contains(text)) {
      if (System.nanoTime() > deadline || !script.isAlive()) {
        throw new AssertionError("no \"" + text + "\" in the output:\n" + text());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    synchronized (output) {
      return output.toByteArray();
    }
  }

  /// Waits for the end of the program and returns everything it has printed.
  byte[] awaitExit() throws InterruptedException {
    if (!script.waitFor(EXIT_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running, printed:\n" + text());
    }
    reader.join();
    return bytes();
  }

  @Override
  public void close() throws IOException {
    script.destroy();
    Files.deleteIfExists(commandFile);
  }
}
