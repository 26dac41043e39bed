package dev.brummer.engine.process.child;

import dev.brummer.engine.process.os.Libc;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// Reads what one child prints, writes what is typed to it, and sees it end: the whole life of the
/// thread `read-<process>`. A platform thread, because a virtual one would hold its carrier.
///
/// The child's end is reported after everything that it had printed is in the sink. That needs no
/// waiting: when the kernel says that it has ended, its last bytes are in the terminal or pipe,
/// which hold less than [#MAX_UNREAD_BYTES]; they are read until nothing is there. Then the reader
/// goes on for what the child has left behind, until nobody holds the other end.
public final class OutputReader {
  /// More than a pipe or terminal holds.
  private static final int MAX_UNREAD_BYTES = 1 << 20;

  private static final int CHUNK_BYTES = 1 << 16;

  /// How often a terminal that every process has closed is tried again: a child may reopen it.
  private static final int REOPEN_INTERVAL_MILLIS = 500;

  /// Silence after which a program is taken to have drawn what it wanted to.
  private static final int FLUSH_DELAY_MILLIS = 300;

  private static final int EXIT = 0;
  private static final int WAKE = 1;
  private static final int OUT = 2;
  private static final int ERR = 3;
  private static final int IN = 4;
  private static final int SLOTS = 5;

  private static final short READABLE = 1;
  private static final short WRITABLE = 4;

  private final Libc libc;
  private final ChildProcess child;
  private final OutputSink out;
  private final OutputSink err;
  private final Listener listener;
  private final OutputRecorder recorder;
  private final MemorySegment pollFds;
  private final MemorySegment buffer;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private boolean childExited;
  private byte @Nullable [] input;
  private int inputWritten;

  private OutputReader(
      Libc libc, ChildProcess child, OutputSink out, OutputSink err, Listener listener) {
    this.libc = libc;
    this.child = child;
    this.out = out;
    this.err = err;
    this.listener = listener;
    this.recorder = new OutputRecorder(libc, child);
    this.pollFds = libc.allocate(SLOTS * 8L);
    this.buffer = libc.allocate(CHUNK_BYTES);
    setPolled(EXIT, child.pidfd, READABLE);
    setPolled(WAKE, child.wakeFd, READABLE);
    setPolled(OUT, child.outputFd, READABLE);
    setPolled(ERR, child.errorFd, READABLE);
    setPolled(IN, -1, WRITABLE);
  }

  /// What the reader tells; called on its thread.
  public interface Listener {
    void exited(int code, int signal);

    /// The last call: the reader touches no file of the child any more.
    void outputEnded();

    void failed(RuntimeException cause);

    /// So long nobody read, though there was more than a read takes: the child may have waited.
    void backPressure(long nanos);
  }

  /// Reads until nobody can print any more. `err` is not used for a child on a terminal.
  public static void read(ChildProcess child, OutputSink out, OutputSink err, Listener listener) {
    try (Libc libc = new Libc()) {
      new OutputReader(libc, child, out, err, listener).loop();
    }
    listener.outputEnded();
  }

  private void loop() {
    while (!childExited || isPolled(OUT) || isPolled(ERR)) {
      boolean closed = !isPolled(OUT) && child.isOnTerminal();
      boolean holds = out.hasPendingRows() || err.hasPendingRows();
      int ready =
          libc.poll(
              pollFds, SLOTS, holds ? FLUSH_DELAY_MILLIS : closed ? REOPEN_INTERVAL_MILLIS : -1);
      if (holds && ready == 0) {
        guarded(out::flushPending);
        guarded(err::flushPending);
      }
      if (closed && ready == 0) {
        setPolled(OUT, child.outputFd, READABLE);
      }
      if (ready > 0) {
        handleReady();
      }
    }
  }

  private void handleReady() {
    if (isReady(WAKE)) {
      libc.read(child.wakeFd, buffer, 0, Long.BYTES);
      guarded(recorder::refreshAttachment);
      startNextInput();
    }
    if (isReady(IN)) {
      writeInput();
    }
    if (isReady(OUT)) {
      readChunk(OUT, child.outputFd, out);
    }
    if (isReady(ERR)) {
      readChunk(ERR, child.errorFd, err);
    }
    if (isReady(EXIT)) {
      onChildExit();
    }
  }

  private void onChildExit() {
    int[] how = libc.exitStatus(child.pid, false);
    if (how == null) {
      return;
    }
    if (child.isOnTerminal()) {
      setPolled(
          OUT,
          child.outputFd,
          READABLE); // closed by all a while ago, it may have been reopened since
    }
    drain(OUT, child.outputFd, out);
    drain(ERR, child.errorFd, err);
    childExited = true;
    setPolled(EXIT, -1, READABLE);
    listener.exited(how[0], how[1]);
  }

  private void drain(int slot, int fd, OutputSink sink) {
    if (fd < 0) {
      return;
    }
    int left = MAX_UNREAD_BYTES;
    int count = 1;
    while (left > 0 && count > 0 && isPolled(slot)) {
      count = readChunk(slot, fd, sink);
      left -= count;
    }
    guarded(sink::end);
  }

  /// Takes what is there, at most one chunk.
  private int readChunk(int slot, int fd, OutputSink sink) {
    int filled = 0;
    long count = 1;
    while (filled < CHUNK_BYTES && count > 0) {
      count = libc.read(fd, buffer, filled, CHUNK_BYTES - filled);
      filled += (int) Math.max(0, count);
    }
    if (filled > 0) {
      int length = filled;
      MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, chunk, 0, length);
      guarded(() -> recorder.record(chunk, length));
      long start = filled == CHUNK_BYTES ? System.nanoTime() : 0;
      guarded(() -> sink.feed(chunk, length));
      if (filled == CHUNK_BYTES) {
        listener.backPressure(System.nanoTime() - start);
      }
    }
    if (count == 0 || (count < 0 && count != -Libc.EAGAIN && count != -Libc.EINTR)) {
      setPolled(slot, -1, READABLE);
    }
    return filled;
  }

  /// A sink that throws must not stop the reading: the child would hang on a full pipe.
  private void guarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException broken) {
      listener.failed(broken);
    }
  }

  private void startNextInput() {
    if (input == null) {
      input = child.pollInput();
      inputWritten = 0;
      setPolled(IN, input == null ? -1 : child.inputFd, WRITABLE);
    }
  }

  private void writeInput() {
    byte[] bytes = input;
    if (bytes == null) {
      return;
    }
    int length = Math.min(bytes.length - inputWritten, CHUNK_BYTES);
    MemorySegment.copy(bytes, inputWritten, buffer, ValueLayout.JAVA_BYTE, 0, length);
    long written = libc.write(child.inputFd, buffer, 0, length);
    if (written >= 0) {
      inputWritten += (int) written;
    } else if (written != -Libc.EAGAIN && written != -Libc.EINTR) {
      inputWritten = bytes.length;
    }
    if (inputWritten == bytes.length) {
      input = null;
      startNextInput();
    }
  }

  private void setPolled(int slot, int fd, short events) {
    pollFds.set(ValueLayout.JAVA_INT, slot * 8L, fd);
    pollFds.set(ValueLayout.JAVA_SHORT, slot * 8L + 4, events);
    pollFds.set(ValueLayout.JAVA_SHORT, slot * 8L + 6, (short) 0);
  }

  private boolean isPolled(int slot) {
    return pollFds.get(ValueLayout.JAVA_INT, slot * 8L) >= 0;
  }

  private boolean isReady(int slot) {
    return isPolled(slot) && pollFds.get(ValueLayout.JAVA_SHORT, slot * 8L + 6) != 0;
  }
}
