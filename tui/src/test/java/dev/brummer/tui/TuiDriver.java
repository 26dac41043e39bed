package dev.brummer.tui;

import dev.brummer.engine.Engine;
import dev.brummer.tui.paint.ColourDepth;
import dev.brummer.tui.paint.StrictTerminal;
import dev.brummer.tui.paint.TerminalColours;
import dev.brummer.tui.paint.Theme;
import dev.brummer.tui.terminal.TerminalController;
import dev.brummer.tui.terminal.TerminalTraits;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// Drives the whole UI on an in-memory terminal: types keys and waits for text on the screen.
final class TuiDriver implements AutoCloseable {
  private static final int COLUMNS = 120;
  private static final int ROWS = 36;
  private static final long TIMEOUT_SECONDS = 10;

  final BlockingQueue<String> plainOutput = new LinkedBlockingQueue<>();
  final List<String> opened = new CopyOnWriteArrayList<>();
  final List<String> applied = new CopyOnWriteArrayList<>();
  private final StrictTerminal terminal = StrictTerminal.ofProgram(COLUMNS, ROWS);
  private final PipedOutputStream keys = new PipedOutputStream();
  private final Tui tui;
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();

  private final CompletableFuture<Void> started = new CompletableFuture<>();

  TuiDriver(Engine engine) throws IOException {
    this(engine, true, Clock.system(ZoneOffset.UTC));
  }

  /// A UI without a terminal of its own.
  static TuiDriver hidden(Engine engine, Clock clock) throws IOException {
    return new TuiDriver(engine, false, clock);
  }

  private TuiDriver(Engine engine, boolean shown, Clock clock) throws IOException {
    TerminalController screen =
        TerminalController.of(
            new PipedInputStream(keys, 1 << 16),
            new TerminalSink(),
            script -> (script.contains("-g") ? "saved\n" : "") + ROWS + " " + COLUMNS,
            new TerminalTraits(ColourDepth.TRUE_COLOUR, TerminalColours.of(Map.of()), false, true));
    TuiSettings settings =
        new TuiSettings(
            "shop",
            Theme.AUTO,
            opened::add,
            null,
            1000,
            _ -> {
              plainOutput.add("on");
              return () -> plainOutput.add("off");
            },
            true,
            false,
            clock,
            () -> applied.add("config"),
            Guidance.NONE);
    tui = new Tui(engine, settings, shown ? screen : null, Map.of());
    Thread.ofPlatform().daemon().start(() -> ended.complete(tui.run(() -> started.complete(null))));
  }

  /// Forwards the program's output to the terminal and wakes waiting assertions.
  private final class TerminalSink extends OutputStream {
    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      synchronized (terminal) {
        byte[] part = java.util.Arrays.copyOfRange(bytes, from, from + count);
        terminal.write(part, count);
        terminal.notifyAll();
      }
    }
  }

  /// Waits until the work after the first frame has begun.
  void awaitStarted() throws Exception {
    started.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  void attach(LoopbackTerminal other) {
    tui.attach(other.controller());
  }

  String screen() {
    synchronized (terminal) {
      return terminal.screenText();
    }
  }

  /// Waits until both terminals show the same text.
  void seesSame(LoopbackTerminal other) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (!screen().equals(other.screen())) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(screen() + "\ndiffers from\n" + other.screen());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  TuiDriver type(String text) {
    try {
      keys.write(text.getBytes(StandardCharsets.UTF_8));
      keys.flush();
      return this;
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  /// Waits until the screen contains a text.
  TuiDriver sees(String text) throws InterruptedException {
    return sees(text, screen -> screen.contains(text));
  }

  TuiDriver seesNo(String text) throws InterruptedException {
    return sees("no " + text, screen -> !screen.contains(text));
  }

  /// Waits until a text on the screen has this style, given as SGR parameters.
  TuiDriver seesStyled(String text, String sgr) throws InterruptedException {
    return sees(text + " as " + sgr, _ -> terminal.styleOf(text).equals(sgr));
  }

  TuiDriver sees(String description, Predicate<String> condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    synchronized (terminal) {
      while (!condition.test(terminal.screenText())) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError(
              "timed out waiting for " + description + "; the screen is\n" + terminal.screenText());
        }
        terminal.wait(left);
      }
    }
    return this;
  }

  /// Column and row, both from 1, of the first occurrence of a text.
  int[] positionOf(String text) {
    synchronized (terminal) {
      String[] rows = terminal.screenText().split("\n");
      for (int y = 0; y < rows.length; y++) {
        int x = rows[y].indexOf(text);
        if (x >= 0) {
          return new int[] {x + 1, y + 1};
        }
      }
      throw new AssertionError(text + " is not on\n" + terminal.screenText());
    }
  }

  TuiDriver mouse(int button, int[] position, boolean down) {
    return type("\033[<" + button + ";" + position[0] + ";" + position[1] + (down ? "M" : "m"));
  }

  String clipboard() {
    synchronized (terminal) {
      return terminal.clipboard();
    }
  }

  /// Number of processes that quitting stopped.
  int stopped() {
    return tui.stoppedProcesses();
  }

  int exit() throws Exception {
    return ended.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    tui.close();
  }
}
