package dev.brummer.engine.process.child;

import dev.brummer.engine.process.OutputTap;
import dev.brummer.engine.process.os.Libc;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A started child and the open files that lead to it.
///
/// The thread `processes` owns it: it alone signals, resizes, reaps and closes. Its [OutputReader]
/// only reads, writes and polls the files, and has ended before they are closed. So no number of a
/// file and no pid is ever used after it has been given back.
public final class ChildProcess {
  /// Bytes typed ahead that are kept for a child that does not read; more is dropped and said.
  static final int TYPED_AHEAD = 1 << 20;

  private static final long SET_SIZE = 0x5414;

  /// Of a `struct termios` of the kernel.
  private static final long GET_MODES = 0x5401;

  private static final long SET_MODES = 0x5402;
  private static final long INPUT_MODES = 0;
  private static final long OUTPUT_MODES = 4;
  private static final int POST_PROCESS = 1;
  private static final int CR_BEFORE_LF = 4;

  /// Means nothing to a pseudo terminal, so it can be a mark: whoever wants his output raw clears
  /// it together with [#POST_PROCESS].
  private static final int IGNORE_BREAK = 1;

  public final long pid;

  /// Readable when the child has ended.
  final int pidfd;

  /// Wakes the reader.
  final int wake;

  /// Where its input goes: the terminal, or the write end of a pipe.
  final int in;

  /// What it prints: the terminal, or the read end of a pipe.
  final int out;

  /// What it prints as errors, -1 on a terminal.
  final int err;

  /// Set once, right after the start: with the pid it names the child for ever.
  public long startTicks;

  private final Libc libc;
  private final Queue<byte[]> typed = new ConcurrentLinkedQueue<>();
  private final AtomicInteger typedBytes = new AtomicInteger();
  private volatile Watch watch = new Watch(null, 80, 24);
  private boolean reaped;

  ChildProcess(Libc libc, long pid, int pidfd, int wake, int in, int out, int err) {
    this.libc = libc;
    this.pid = pid;
    this.pidfd = pidfd;
    this.wake = wake;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /// Who sees what it prints, and the size of its terminal.
  public record Watch(@Nullable OutputTap tap, int columns, int rows) {}

  public boolean onTerminal() {
    return in == out;
  }

  /// Read by its reader.
  Watch watch() {
    return watch;
  }

  /// Sets the size of its terminal and tells the reader.
  public void watch(Watch next) {
    if (onTerminal()) {
      resize(libc, out, next.columns, next.rows);
    }
    watch = next;
    wakeReader();
  }

  /// Queues what is to be written to it.
  ///
  /// @return false if it was dropped because too much is waiting already
  public boolean type(byte[] bytes) {
    if (typedBytes.get() + bytes.length > TYPED_AHEAD) {
      return false;
    }
    typedBytes.addAndGet(bytes.length);
    typed.add(bytes);
    wakeReader();
    return true;
  }

  private void wakeReader() {
    MemorySegment one = libc.scratch();
    one.set(ValueLayout.JAVA_LONG, 0, 1);
    libc.write(wake, one, 0, Long.BYTES);
  }

  /// The next queued bytes; called by the reader.
  byte @Nullable [] nextTyped() {
    byte[] bytes = typed.poll();
    if (bytes != null) {
      typedBytes.addAndGet(-bytes.length);
    }
    return bytes;
  }

  static void resize(Libc libc, int terminal, int columns, int rows) {
    MemorySegment size = libc.scratch();
    size.set(ValueLayout.JAVA_LONG, 0, 0);
    size.set(ValueLayout.JAVA_SHORT, 0, (short) rows);
    size.set(ValueLayout.JAVA_SHORT, 2, (short) columns);
    libc.ioctl(terminal, SET_SIZE, size.address());
  }

  /// Has the terminal hand on what is printed as it is, instead of putting a CR before each LF:
  /// that costs the kernel most of the time that printing takes, and whoever cuts lines needs no
  /// CR. Programs that care, as full-screen ones do, set it as they want it.
  static void printAsIs(Libc libc, int terminal) {
    MemorySegment modes = libc.scratch();
    if (libc.ioctl(terminal, GET_MODES, modes.address()) >= 0) {
      int output = modes.get(ValueLayout.JAVA_INT, OUTPUT_MODES);
      modes.set(ValueLayout.JAVA_INT, OUTPUT_MODES, output & ~POST_PROCESS);
      int input = modes.get(ValueLayout.JAVA_INT, INPUT_MODES);
      modes.set(ValueLayout.JAVA_INT, INPUT_MODES, input | IGNORE_BREAK);
      libc.ioctl(terminal, SET_MODES, modes.address());
    }
  }

  /// Whether the LF that it prints means CR and LF: it relies on a terminal that adds the CR, and
  /// only [#printAsIs] is why this one does not. Any thread, with its own `libc`.
  boolean printsBareNewLines(Libc own) {
    if (!onTerminal()) {
      return true;
    }
    MemorySegment modes = own.scratch();
    if (own.ioctl(out, GET_MODES, modes.address()) < 0) {
      return false;
    }
    int output = modes.get(ValueLayout.JAVA_INT, OUTPUT_MODES);
    boolean marked = (modes.get(ValueLayout.JAVA_INT, INPUT_MODES) & IGNORE_BREAK) != 0;
    return marked && (output & POST_PROCESS) == 0 && (output & CR_BEFORE_LF) != 0;
  }

  /// Signals its process group, in one instant, so that nobody forks away from under it. Does
  /// nothing once the child is reaped: the number may be somebody else's.
  public void signalGroup(int signal) {
    if (!reaped) {
      libc.kill(-pid, signal);
    }
  }

  public boolean reaped() {
    return reaped;
  }

  public void reap() {
    libc.ended(pid, true);
    reaped = true;
  }

  /// Closes the files; its reader must have ended.
  public void close() {
    libc.close(pidfd);
    libc.close(wake);
    libc.close(out);
    if (!onTerminal()) {
      libc.close(in);
      libc.close(err);
    }
  }
}
