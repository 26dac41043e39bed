package dev.brummer.engine.process.os;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The kernel's record of the writes to two pipes, in the order in which they happened: a real-time
/// signal per write (`O_ASYNC`), which is queued for the reader's thread and names the pipe. The
/// record costs a writer about half a microsecond per write, so it can be stopped. Confined to the
/// thread that created it, which must be the [#owner].
public final class PipeWrites implements AutoCloseable {
  private static final MethodHandle SIGMASK = Libc.link("pthread_sigmask");
  private static final MethodHandle SIGNAL = Libc.link("signal");
  private static final long HANDLER = Libc.address("abs");
  private static final MethodHandle SIGNALFD = Libc.link("signalfd");

  /// The signal of a write. Real-time, so that the kernel queues each; unused by the JVM.
  private static final int WRITTEN = 50;

  /// Replaces signals that the kernel could not queue.
  private static final int SIGIO = 29;

  private static final int F_SETFL = 4;
  private static final int F_SETSIG = 10;
  private static final int F_SETOWN_EX = 15;
  private static final int O_ASYNC = 0x2000;

  private static final int FD_OFFSET = 20;
  private static final int INFO_BYTES = 128;
  private static final int BUFFER_BYTES = 128 * INFO_BYTES;

  private final Libc libc;
  private final int[] pipes;
  private final int signals;
  private final MemorySegment buffer;
  private boolean started = true;
  private boolean overflown;

  /// Receives records.
  public interface Listener {
    /// @param pipe 0 or 1
    void onWrite(int pipe);
  }

  /// Makes the calling thread able to own records. A signal that a thread has not read when it ends
  /// is handled by a function without effect; without a handler it would end the program.
  ///
  /// @return the owner
  public static int owner(Libc libc) {
    libc.raw(SIGNAL, WRITTEN, HANDLER, 0, 0, 0, 0);
    libc.raw(SIGNAL, SIGIO, HANDLER, 0, 0, 0, 0);
    MemorySegment set = signalSet(libc);
    libc.call(SIGMASK, 0 /* SIG_BLOCK */, set.address(), 0, 0, 0, 0);
    return libc.threadId();
  }

  private static MemorySegment signalSet(Libc libc) {
    MemorySegment set = libc.scratch();
    set.asSlice(0, INFO_BYTES).fill((byte) 0);
    set.set(ValueLayout.JAVA_LONG, 0, 1L << (WRITTEN - 1) | 1L << (SIGIO - 1));
    return set;
  }

  /// Starts the record of a pipe before anything is written. Any thread.
  ///
  /// @param pipe its read end
  public static void start(Libc libc, int pipe, int owner) {
    MemorySegment thread = libc.scratch();
    thread.set(ValueLayout.JAVA_INT, 0, 0 /* F_OWNER_TID */);
    thread.set(ValueLayout.JAVA_INT, 4, owner);
    libc.fcntl(pipe, F_SETOWN_EX, thread.address());
    libc.fcntl(pipe, F_SETSIG, WRITTEN);
    libc.fcntl(pipe, F_SETFL, Libc.O_NONBLOCK | O_ASYNC);
  }

  /// Continues the record of two pipes.
  ///
  /// @param libc of the calling thread
  public PipeWrites(Libc libc, int first, int second) {
    this.libc = libc;
    this.pipes = new int[] {first, second};
    this.buffer = libc.allocate(BUFFER_BYTES);
    this.signals =
        (int)
            libc.call(
                SIGNALFD, -1, signalSet(libc).address(), Libc.O_NONBLOCK | Libc.O_CLOEXEC, 0, 0, 0);
    if (signals < 0) {
      stop();
    }
  }

  public boolean isStarted() {
    return started;
  }

  /// Starts the record again, if the system has granted its descriptor.
  public void start() {
    started = signals >= 0;
    overflown = false;
    for (int i = 0; i < pipes.length && started; i++) {
      libc.fcntl(pipes[i], F_SETFL, Libc.O_NONBLOCK | O_ASYNC);
    }
  }

  /// Stops the record and forgets what was not read.
  public void stop() {
    for (int pipe : pipes) {
      libc.fcntl(pipe, F_SETFL, Libc.O_NONBLOCK);
    }
    started = false;
    long length = signals < 0 ? 0 : 1;
    while (length > 0) {
      length = libc.read(signals, buffer, 0, BUFFER_BYTES);
    }
  }

  /// Waits for a write.
  ///
  /// @return false after the timeout
  public boolean await(int timeoutMillis) {
    MemorySegment descriptor = libc.scratch();
    descriptor.set(ValueLayout.JAVA_INT, 0, signals);
    descriptor.set(ValueLayout.JAVA_INT, 4, 1 /* POLLIN */);
    return libc.poll(descriptor, 1, timeoutMillis) > 0;
  }

  /// Reports the writes since the last call.
  public void poll(Listener listener) {
    long length = BUFFER_BYTES;
    while (length == BUFFER_BYTES) {
      length = libc.read(signals, buffer, 0, BUFFER_BYTES);
      for (long at = 0; at < length; at += INFO_BYTES) {
        overflown |= buffer.get(ValueLayout.JAVA_INT, at) == SIGIO;
        int fd = buffer.get(ValueLayout.JAVA_INT, at + FD_OFFSET);
        if (fd == pipes[0] || fd == pipes[1]) {
          listener.onWrite(fd == pipes[0] ? 0 : 1);
        }
      }
    }
  }

  /// Whether the record is incomplete, because the queue of signals was full (`ulimit -i`).
  public boolean isOverflown() {
    return overflown;
  }

  /// Stops the record.
  @Override
  public void close() {
    stop();
    if (signals >= 0) {
      libc.close(signals);
    }
  }
}
