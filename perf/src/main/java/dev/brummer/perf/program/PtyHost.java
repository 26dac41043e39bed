package dev.brummer.perf.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jline.utils.ScreenTerminal;

/// Runs a program on a pseudo-terminal.
///
/// A reader thread records the time of each chunk of output, replies to terminal queries and
/// updates the screen. Other threads wait on the screen.
public final class PtyHost implements AutoCloseable {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(20);

  private final Process script;
  private final ProgramTree tree;
  private final OutputStream input;
  private final ScreenTerminal screen;
  private final ColourFilter colourFilter = new ColourFilter();
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  /// Guarded by `screen`, as are the fields below.
  private long startedNanos;

  private long writes;
  private long lastWriteNanos;
  private boolean ended;

  private PtyHost(Process script, ProgramTree tree, int columns, int rows) {
    this.script = script;
    this.tree = tree;
    this.input = script.getOutputStream();
    this.screen = new ScreenTerminal(columns, rows);
  }

  /// Starts a program.
  public static PtyHost start(int columns, int rows, ProgramStart start) throws IOException {
    ProgramTree tree = ProgramTree.create();
    String size = "stty rows %d cols %d -echo; ".formatted(rows, columns);
    String command = start.shellCommand(tree, size, "");
    ProcessBuilder builder = start.builder(List.of("script", "-qfec", command, "/dev/null"));
    builder.environment().put("COLORTERM", "truecolor");
    PtyHost host = new PtyHost(builder.start(), tree, columns, rows);
    Thread.ofPlatform().daemon().name("terminal").start(host::readOutput);
    return host;
  }

  private void readOutput() {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    CharBuffer characters = CharBuffer.allocate(bytes.capacity());
    try (InputStream out = script.getInputStream()) {
      while (true) {
        int count = out.read(bytes.array(), bytes.position(), bytes.remaining());
        if (count < 0) {
          break;
        }
        long now = System.nanoTime();
        bytes.position(bytes.position() + count).flip();
        decoder.decode(bytes, characters.clear(), false);
        bytes.compact();
        onOutput(characters.flip().toString(), now);
      }
    } catch (IOException gone) {
      // End of output: the program has closed its terminal.
    }
    synchronized (screen) {
      ended = true;
      screen.notifyAll();
    }
  }

  private void onOutput(String text, long now) throws IOException {
    replyToQueries(text);
    synchronized (screen) {
      if (startedNanos == 0 && text.indexOf(ProgramStart.START_MARKER) >= 0) {
        startedNanos = now;
      }
      screen.write(colourFilter.filter(text));
      screen.read(); // discards the emulator's own replies to queries
      writes++;
      lastWriteNanos = now;
      screen.notifyAll();
    }
  }

  /// Replies to queries for cursor position, device attributes and background colour, on which
  /// programs block.
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

  /// Sends keys.
  ///
  /// @return time of the write in `System.nanoTime`
  public long sendKeys(String text) {
    try {
      synchronized (input) {
        input.write(text.getBytes(StandardCharsets.UTF_8));
        input.flush();
      }
      return System.nanoTime();
    } catch (IOException gone) {
      throw new UncheckedIOException("the program has exited; screen:\n" + screenText(), gone);
    }
  }

  /// Returns the time directly before `exec`. Known after the first output.
  public long startedNanos() {
    synchronized (screen) {
      return startedNanos;
    }
  }

  /// Waits until the screen matches.
  ///
  /// @param wanted tests the screen text, one line per row
  /// @return arrival time of the matching output in `System.nanoTime`
  /// @throws IllegalStateException if the timeout expires
  public long await(String what, Predicate<String> wanted) throws InterruptedException {
    long nanos = await(DEFAULT_TIMEOUT, wanted);
    if (nanos == 0) {
      throw new IllegalStateException(
          "timed out waiting for " + what + "; screen:\n" + screenText());
    }
    return nanos;
  }

  /// Waits until the screen matches; returns 0 if the timeout expires.
  public long await(Duration timeout, Predicate<String> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    synchronized (screen) {
      while (!wanted.test(screenText())) {
        long remaining = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (remaining <= 0 || ended) {
          return 0;
        }
        screen.wait(remaining);
      }
      return lastWriteNanos;
    }
  }

  /// Waits until the screen has matched each of the predicates once, in any order.
  ///
  /// @return arrival times of the output with which each first matched, in `System.nanoTime`
  /// @throws IllegalStateException if the timeout expires
  public List<Long> awaitEach(String what, List<Predicate<String>> wanted)
      throws InterruptedException {
    Long[] times = new Long[wanted.size()];
    await(
        what,
        text -> {
          for (int i = 0; i < times.length; i++) {
            if (times[i] == null && wanted.get(i).test(text)) {
              times[i] = lastWriteNanos;
            }
          }
          return !Arrays.asList(times).contains(null);
        });
    return List.of(times);
  }

  /// Returns the screen text, one line per row.
  public String screenText() {
    synchronized (screen) {
      int columns = screen.getColumns();
      long[] cells = new long[screen.getRows() * columns];
      screen.dump(cells, new int[2]);
      StringBuilder text = new StringBuilder(cells.length + screen.getRows());
      for (int i = 0; i < cells.length; i++) {
        int character = ScreenTerminal.cellCodePoint(cells[i]);
        text.appendCodePoint(character == 0 ? ' ' : character);
        if (i % columns == columns - 1) {
          text.append('\n');
        }
      }
      return text.toString();
    }
  }

  /// Returns the number of chunks read, an approximation of the program's writes.
  public long writes() {
    synchronized (screen) {
      return writes;
    }
  }

  public ProgramTree tree() {
    return tree;
  }

  /// Terminates the program and its descendants; `script` exits with them. On a signal, `script`
  /// itself would wait two seconds.
  @Override
  public void close() {
    tree.terminate();
    try {
      if (!script.waitFor(10, TimeUnit.SECONDS)) {
        script.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      script.destroyForcibly();
    }
  }
}
