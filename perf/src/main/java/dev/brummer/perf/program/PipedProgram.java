package dev.brummer.perf.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs a program without a terminal, its output in a pipe or a file.
///
/// A reader thread records the arrival time of the start marker and of an awaited text. Other
/// threads wait for them.
public final class PipedProgram implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_OUTPUT = 1 << 20;

  private final Process process;
  private final ProgramTree tree = ProgramTree.create();
  private final String awaited;

  /// Guarded by `this`, as are the fields below.
  private final StringBuilder output = new StringBuilder();

  private long startedNanos;
  private long arrivedNanos;
  private boolean ended;
  private long endedNanos;

  private PipedProgram(ProgramStart start, String awaited, @Nullable Path file) throws IOException {
    this.awaited = awaited;
    String redirection =
        file == null ? " 2>&1" : " >>" + ProgramStart.quoted(file.toString()) + " 2>&1";
    String command = start.shellCommand(tree, "", redirection);
    ProcessBuilder builder = start.builder(List.of("sh", "-c", command));
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    process = builder.start();
    Thread.ofPlatform().daemon().name("program-output").start(this::readOutput);
  }

  /// Starts a program with its output in a pipe.
  ///
  /// @param awaited text whose arrival is timed
  public static PipedProgram start(ProgramStart start, String awaited) throws IOException {
    return new PipedProgram(start, awaited, null);
  }

  /// Starts a program with its output at the end of a file, where also several processes of the
  /// program can write without overwriting each other.
  public static PipedProgram start(ProgramStart start, Path file) throws IOException {
    return new PipedProgram(start, "", file);
  }

  private void readOutput() {
    byte[] bytes = new byte[1 << 16];
    try (InputStream in = process.getInputStream()) {
      int count = in.read(bytes);
      while (count >= 0) {
        onOutput(new String(bytes, 0, count, StandardCharsets.ISO_8859_1), System.nanoTime());
        count = in.read(bytes);
      }
    } catch (IOException gone) {
      // End of output.
    }
    synchronized (this) {
      ended = true;
      endedNanos = System.nanoTime();
      notifyAll();
    }
  }

  private synchronized void onOutput(String text, long now) {
    if (startedNanos == 0 && text.indexOf(ProgramStart.START_MARKER) >= 0) {
      startedNanos = now;
    }
    int before = Math.max(0, output.length() - awaited.length());
    if (output.length() < MAX_OUTPUT) {
      output.append(text);
    }
    if (arrivedNanos == 0 && !awaited.isEmpty() && output.indexOf(awaited, before) >= 0) {
      arrivedNanos = now;
    }
    notifyAll();
  }

  /// Waits until the program starts.
  ///
  /// @return time directly before its `exec` in `System.nanoTime`
  public synchronized long awaitStart() throws InterruptedException {
    return awaitTime("the start", () -> startedNanos);
  }

  /// Waits for the awaited text.
  ///
  /// @return its arrival in `System.nanoTime`
  /// @throws IllegalStateException if the program ends or the timeout expires before
  public synchronized long awaitText() throws InterruptedException {
    return awaitTime("\"" + awaited + "\"", () -> arrivedNanos);
  }

  /// Waits for the end of the output.
  ///
  /// @return its time in `System.nanoTime`
  public synchronized long awaitEnd() throws InterruptedException {
    return awaitTime("the end", () -> endedNanos);
  }

  /// A time, 0 before it is known.
  @FunctionalInterface
  private interface Time {
    long nanos();
  }

  private long awaitTime(String what, Time time) throws InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (time.nanos() == 0) {
      long remaining = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (remaining <= 0 || ended) {
        String why = ended ? "the program ended before " : "timed out waiting for ";
        throw new IllegalStateException(why + what + lastLine());
      }
      wait(remaining);
    }
    return time.nanos();
  }

  private String lastLine() {
    String text = output.toString().replace(ProgramStart.START_MARKER, ' ').strip();
    return text.isEmpty() ? "" : "; its last line: " + text.substring(text.lastIndexOf('\n') + 1);
  }

  public ProgramTree tree() {
    return tree;
  }

  /// Terminates the program and its descendants.
  @Override
  public void close() {
    tree.terminate();
    process.destroyForcibly();
  }
}
