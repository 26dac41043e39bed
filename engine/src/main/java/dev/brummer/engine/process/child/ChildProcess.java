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
  static final int MAX_QUEUED_INPUT_BYTES = 1 << 20;

  private static final long TIOCSWINSZ = 0x5414;

  /// Of a `struct termios` of the kernel.
  private static final long TCGETS = 0x5401;

  private static final long TCSETS = 0x5402;
  private static final long C_IFLAG_OFFSET = 0;
  private static final long C_OFLAG_OFFSET = 4;
  private static final int OPOST = 1;
  private static final int ONLCR = 4;

  /// Means nothing to a pseudo terminal, so it can be a mark: whoever wants his output raw clears
  /// it together with [#OPOST].
  private static final int IGNBRK = 1;

  public final long pid;

  /// Readable when the child has ended.
  final int pidfd;

  /// Wakes the reader.
  final int wakeFd;

  /// Where its input goes: the terminal, or the write end of a pipe.
  final int inputFd;

  /// What it prints: the terminal, or the read end of a pipe.
  final int outputFd;

  /// What it prints as errors, -1 on a terminal.
  final int errorFd;

  /// Set once, right after the start: with the pid it names the child for ever.
  public long startTicks;

  private final Libc libc;
  private final Queue<byte[]> inputQueue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queuedBytes = new AtomicInteger();
  private volatile Attachment attachment = new Attachment(null, 80, 24);
  private boolean reaped;

  ChildProcess(Libc libc, long pid, int pidfd, int wake, int in, int out, int err) {
    this.libc = libc;
    this.pid = pid;
    this.pidfd = pidfd;
    this.wakeFd = wake;
    this.inputFd = in;
    this.outputFd = out;
    this.errorFd = err;
  }

  /// Who sees what it prints, and the size of its terminal.
  public record Attachment(@Nullable OutputTap tap, int columns, int rows) {}

  public boolean isOnTerminal() {
    return inputFd == outputFd;
  }

  /// Read by its reader.
  Attachment attachment() {
    return attachment;
  }

  /// Sets the size of its terminal and tells the reader.
  public void attachment(Attachment next) {
    if (isOnTerminal()) {
      resize(libc, outputFd, next.columns, next.rows);
    }
    attachment = next;
    wakeReader();
  }

  /// Queues what is to be written to it.
  ///
  /// @return false if it was dropped because too much is waiting already
  public boolean queueInput(byte[] bytes) {
    if (queuedBytes.get() + bytes.length > MAX_QUEUED_INPUT_BYTES) {
      return false;
    }
    queuedBytes.addAndGet(bytes.length);
    inputQueue.add(bytes);
    wakeReader();
    return true;
  }

  private void wakeReader() {
    MemorySegment one = libc.scratch();
    one.set(ValueLayout.JAVA_LONG, 0, 1);
    libc.write(wakeFd, one, 0, Long.BYTES);
  }

  /// The next queued bytes; called by the reader.
  byte @Nullable [] pollInput() {
    byte[] bytes = inputQueue.poll();
    if (bytes != null) {
      queuedBytes.addAndGet(-bytes.length);
    }
    return bytes;
  }

  static void resize(Libc libc, int terminal, int columns, int rows) {
    MemorySegment size = libc.scratch();
    size.set(ValueLayout.JAVA_LONG, 0, 0);
    size.set(ValueLayout.JAVA_SHORT, 0, (short) rows);
    size.set(ValueLayout.JAVA_SHORT, 2, (short) columns);
    libc.ioctl(terminal, TIOCSWINSZ, size.address());
  }

  /// Has the terminal hand on what is printed as it is, instead of putting a CR before each LF:
  /// that costs the kernel most of the time that printing takes, and whoever cuts lines needs no
  /// CR. Programs that care, as full-screen ones do, set it as they want it.
  static void disableOutputProcessing(Libc libc, int terminal) {
    MemorySegment modes = libc.scratch();
    if (libc.ioctl(terminal, TCGETS, modes.address()) >= 0) {
      int output = modes.get(ValueLayout.JAVA_INT, C_OFLAG_OFFSET);
      modes.set(ValueLayout.JAVA_INT, C_OFLAG_OFFSET, output & ~OPOST);
      int input = modes.get(ValueLayout.JAVA_INT, C_IFLAG_OFFSET);
      modes.set(ValueLayout.JAVA_INT, C_IFLAG_OFFSET, input | IGNBRK);
      libc.ioctl(terminal, TCSETS, modes.address());
    }
  }

  /// Whether the LF that it prints means CR and LF: it relies on a terminal that adds the CR, and
  /// only [#disableOutputProcessing] is why this one does not. Any thread, with its own `libc`.
  boolean printsBareLineFeeds(Libc own) {
    if (!isOnTerminal()) {
      return true;
    }
    MemorySegment modes = own.scratch();
    if (own.ioctl(outputFd, TCGETS, modes.address()) < 0) {
      return false;
    }
    int output = modes.get(ValueLayout.JAVA_INT, C_OFLAG_OFFSET);
    boolean marked = (modes.get(ValueLayout.JAVA_INT, C_IFLAG_OFFSET) & IGNBRK) != 0;
    return marked && (output & OPOST) == 0 && (output & ONLCR) != 0;
  }

  /// Signals its process group, in one instant, so that nobody forks away from under it. Does
  /// nothing once the child is reaped: the number may be somebody else's.
  public void signalGroup(int signal) {
    if (!reaped) {
      libc.kill(-pid, signal);
    }
  }

  public boolean isReaped() {
    return reaped;
  }

  public void reap() {
    libc.exitStatus(pid, true);
    reaped = true;
  }

  /// Closes the files; its reader must have ended.
  public void close() {
    libc.close(pidfd);
    libc.close(wakeFd);
    libc.close(outputFd);
    if (!isOnTerminal()) {
      libc.close(inputFd);
      libc.close(errorFd);
    }
  }
}
