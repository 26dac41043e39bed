package dev.brummer.perf.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A program on a terminal of its own.
///
/// A thread takes what the program writes the moment it comes, answers the questions that programs
/// ask a terminal, and keeps what the terminal shows. Everybody else waits for that.
public final class PtyHost implements AutoCloseable {
  private static final String START_MARKER = "\001go\n";
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(20);

  private final Process script;
  private final OutputStream input;
  private final Glass glass;
  private final int rows;

  /// Guarded by `glass`, as all that follows.
  private long startedNanos;

  private long writes;
  private long bytes;
  private long lastWriteNanos;
  private boolean ended;

  private PtyHost(Process script, int columns, int rows) {
    this.script = script;
    this.input = script.getOutputStream();
    this.glass = new Glass(columns, rows);
    this.rows = rows;
  }

  /// Starts a program.
  ///
  /// @param environment on top of this program's own
  public static PtyHost start(
      int columns, int rows, Path directory, Map<String, String> environment, List<String> command)
      throws IOException {
    StringBuilder line = new StringBuilder();
    line.append("stty rows ").append(rows).append(" cols ").append(columns);
    line.append(" -echo; printf '\\001go\\n'; exec");
    for (String word : command) {
      line.append(" '").append(word.replace("'", "'\\''")).append('\'');
    }
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qfec", line.toString(), "/dev/null")
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("BRUMMER_"));
    builder.environment().remove("CI");
    builder.environment().remove("NO_COLOR");
    builder.environment().put("TERM", "xterm-256color");
    builder.environment().put("COLORTERM", "truecolor");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(environment);
    PtyHost host = new PtyHost(builder.start(), columns, rows);
    Thread.ofPlatform().daemon().name("terminal").start(host::readOutput);
    return host;
  }

  private void readOutput() {
    byte[] chunk = new byte[1 << 16];
    try (InputStream out = script.getInputStream()) {
      for (int count = out.read(chunk); count >= 0; count = out.read(chunk)) {
        onOutput(chunk, count, System.nanoTime());
      }
    } catch (IOException gone) {
      // the program has closed its terminal: that is its end
    }
    synchronized (glass) {
      ended = true;
      glass.notifyAll();
    }
  }

  private void onOutput(byte[] chunk, int count, long now) throws IOException {
    String text = new String(chunk, 0, count, StandardCharsets.ISO_8859_1);
    replyToQueries(text);
    synchronized (glass) {
      int go = startedNanos == 0 ? text.indexOf(START_MARKER.charAt(0)) : -1;
      if (go >= 0) {
        startedNanos = now;
      }
      glass.write(chunk, count);
      writes++;
      bytes += count;
      lastWriteNanos = now;
      glass.notifyAll();
    }
  }

  /// Programs that ask where the cursor is, who the terminal is or what its ground is, wait for it.
  private void replyToQueries(String text) throws IOException {
    if (text.indexOf(0x1b) < 0) {
      return;
    }
    if (text.contains("\033[6n")) {
      sendKeys("\033[1;1R");
    }
    if (text.contains("\033[c")) {
      sendKeys("\033[?62;22c");
    }
    if (text.contains("\033]11;?")) {
      sendKeys("\033]11;rgb:0000/0000/0000\007");
    }
  }

  /// Presses keys.
  ///
  /// @return when, by `System.nanoTime`
  public long sendKeys(String text) {
    try {
      synchronized (input) {
        input.write(text.getBytes(StandardCharsets.UTF_8));
        input.flush();
      }
      return System.nanoTime();
    } catch (IOException gone) {
      throw new UncheckedIOException("the program has ended:\n" + screenText(), gone);
    }
  }

  /// When the program was started: right before its `exec`. Known as soon as anything was shown.
  public long startedNanos() {
    synchronized (glass) {
      return startedNanos;
    }
  }

  /// Waits until the terminal shows what is wanted.
  ///
  /// @param wanted gets what the terminal shows, a row a line
  /// @return when the bytes came that made it so, by `System.nanoTime`
  /// @throws IllegalStateException if it never does
  public long await(String what, Predicate<String> wanted) throws InterruptedException {
    long at = await(DEFAULT_TIMEOUT, wanted);
    if (at == 0) {
      throw new IllegalStateException("waited in vain for " + what + ", there is\n" + screenText());
    }
    return at;
  }

  /// The same, but gives 0 if it has not come in time.
  public long await(Duration patience, Predicate<String> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (glass) {
      while (!wanted.test(screenText())) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0 || ended) {
          return 0;
        }
        glass.wait(left);
      }
      return lastWriteNanos;
    }
  }

  /// What the terminal shows, a row a line.
  public String screenText() {
    synchronized (glass) {
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < rows; i++) {
        out.append(glass.row(i)).append('\n');
      }
      return out.toString();
    }
  }

  /// How often the program has written, as far as that can be told from outside.
  public long writes() {
    synchronized (glass) {
      return writes;
    }
  }

  public long bytes() {
    synchronized (glass) {
      return bytes;
    }
  }

  /// CPU time that the program and all that it has started have spent so far.
  public Duration cpuTime() {
    return script
        .descendants()
        .map(it -> it.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /// Ends the program and what it has started. `script` ends with them; told to end, it would wait
  /// two seconds for a program that has long gone.
  @Override
  public void close() {
    List<ProcessHandle> all = script.descendants().toList();
    all.forEach(ProcessHandle::destroy);
    try {
      if (!script.waitFor(10, TimeUnit.SECONDS)) {
        script.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
