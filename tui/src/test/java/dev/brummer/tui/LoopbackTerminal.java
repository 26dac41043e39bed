package dev.brummer.tui;

import dev.brummer.tui.paint.ColourDepth;
import dev.brummer.tui.paint.StrictTerminal;
import dev.brummer.tui.paint.TerminalColours;
import dev.brummer.tui.remote.RemoteTerminal;
import dev.brummer.tui.remote.TerminalPump;
import dev.brummer.tui.terminal.TerminalController;
import dev.brummer.tui.terminal.TerminalTraits;
import dev.brummer.tui.terminal.TtyTerminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// An in-memory terminal that shows the UI through real sockets: a pump on one end, its owner on
/// the other, and a delay in each direction.
public final class LoopbackTerminal implements AutoCloseable {
  private static final long TIMEOUT_SECONDS = 15;

  final CompletableFuture<TerminalPump.Ending> ended = new CompletableFuture<>();
  private final StrictTerminal terminal;
  private final PipedOutputStream keys = new PipedOutputStream();
  private final RemoteTerminal owner;
  private final Socket ownersEnd;
  private final Socket pumpsEnd;
  private volatile boolean stuck;

  /// URLs that the pump was asked to open.
  final BlockingQueue<String> opened = new LinkedBlockingQueue<>();

  public LoopbackTerminal(int columns, int rows, Duration delay) throws IOException {
    this(columns, rows, delay, true);
  }

  LoopbackTerminal(int columns, int rows, Duration delay, boolean browser) throws IOException {
    terminal = StrictTerminal.ofProgram(columns, rows);
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      pumpsEnd = new Socket(server.getInetAddress(), server.getLocalPort());
      ownersEnd = server.accept();
    }
    TtyTerminal tty =
        new TtyTerminal(
            new PipedInputStream(keys, 1 << 16),
            new TerminalSink(),
            script -> (script.contains("-g") ? "saved\n" : "") + rows + " " + columns);
    tty.enterRawMode();
    TerminalPump pump =
        new TerminalPump(
            tty,
            delayed(pumpsEnd.getInputStream(), delay),
            pumpsEnd.getOutputStream(),
            opened::add);
    owner =
        new RemoteTerminal(
            delayed(ownersEnd.getInputStream(), delay),
            ownersEnd.getOutputStream(),
            columns,
            rows,
            browser);
    Thread.ofPlatform().daemon().start(() -> ended.complete(pump.run()));
  }

  /// The owner's end, to be attached to a UI.
  public TerminalController controller() {
    return new TerminalController(
        owner,
        new TerminalTraits(ColourDepth.TRUE_COLOUR, TerminalColours.of(Map.of()), false, true));
  }

  /// Stops the terminal from taking output, as Ctrl-S does.
  void stuck(boolean value) {
    stuck = value;
  }

  void type(String text) {
    try {
      keys.write(text.getBytes(StandardCharsets.UTF_8));
      keys.flush();
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  public LoopbackTerminal sees(String text) throws InterruptedException {
    return sees(text, screen -> screen.contains(text));
  }

  public LoopbackTerminal sees(String what, Predicate<String> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    synchronized (terminal) {
      while (!wanted.test(terminal.screenText())) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError(
              "timed out waiting for " + what + "; the screen is\n" + terminal.screenText());
        }
        terminal.wait(left);
      }
    }
    return this;
  }

  public String screen() {
    synchronized (terminal) {
      return terminal.screenText();
    }
  }

  public StrictTerminal terminal() {
    return terminal;
  }

  /// Breaks the connection without a word, as a kill of the pump does.
  void disconnect() throws IOException {
    pumpsEnd.close();
  }

  @Override
  public void close() throws IOException {
    owner.close();
    pumpsEnd.close();
    ownersEnd.close();
  }

  /// Passes bytes on after a delay, in the portions in which they arrived.
  private static InputStream delayed(InputStream in, Duration delay) throws IOException {
    if (delay.isZero()) {
      return in;
    }
    DelayQueue<Portion> waiting = new DelayQueue<>();
    PipedOutputStream out = new PipedOutputStream();
    InputStream late = new PipedInputStream(out, 1 << 20);
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
              waiting.add(new Portion(java.util.Arrays.copyOf(buffer, count), delay));
            }
          } catch (IOException closed) {
            return;
          }
        });
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            while (true) {
              out.write(waiting.take().bytes);
              out.flush();
            }
          } catch (IOException | InterruptedException closed) {
            return;
          }
        });
    return late;
  }

  private static final class Portion implements Delayed {
    final byte[] bytes;
    private final long due;

    Portion(byte[] bytes, Duration delay) {
      this.bytes = bytes;
      this.due = System.nanoTime() + delay.toNanos();
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }

  private final class TerminalSink extends OutputStream {
    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      while (stuck) {
        LockSupport.parkNanos(1_000_000);
      }
      synchronized (terminal) {
        terminal.write(java.util.Arrays.copyOfRange(bytes, from, from + count), count);
        terminal.notifyAll();
      }
    }
  }
}
