package dev.brummer.engine.process.child;

import dev.brummer.engine.process.os.ExitStatus;
import dev.brummer.engine.process.os.Libc;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the output of one child, writes its queued input and detects its exit. Confined to the
/// thread `read-<process>`, a platform thread because a virtual one would pin its carrier.
///
/// [#readUntilExit] returns after all output of the child is in the sinks. It needs no timeout:
/// when the kernel reports the exit, the last output is in the terminal or pipe, which hold less
/// than [#MAX_UNREAD_BYTES], and is read until the descriptor is empty. [#readUntilClosed] then
/// reads the output of orphaned processes until the last one has closed its end.
public final class OutputReader {
  /// Upper bound of the capacity of a pipe or terminal.
  private static final int MAX_UNREAD_BYTES = 1 << 20;

  private static final int CHUNK_BYTES = 1 << 16;

  /// Interval at which a terminal closed by all processes is polled again; the child may reopen it.
  private static final int REOPEN_INTERVAL_MILLIS = 500;

  /// Silence after which pending rows of a redrawn screen are flushed.
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
  private final LongAdder backPressureNanos;
  private final Consumer<RuntimeException> onFailure;
  private final OutputRecorder recorder;
  private final MemorySegment pollFds;
  private final MemorySegment buffer;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private @Nullable ExitStatus exitStatus;
  private byte @Nullable [] input;
  private int inputWritten;

  /// @param libc of the calling thread
  /// @param err receives standard error; unused for a child on a terminal
  /// @param backPressureNanos counts the time spent in a sink while more output was available than
  ///   one chunk: the child may have been blocked in a write meanwhile
  /// @param onFailure receives the exceptions of sinks and taps
  public OutputReader(
      Libc libc,
      ChildProcess child,
      OutputSink out,
      OutputSink err,
      LongAdder backPressureNanos,
      Consumer<RuntimeException> onFailure) {
    this.libc = libc;
    this.child = child;
    this.out = out;
    this.err = err;
    this.backPressureNanos = backPressureNanos;
    this.onFailure = onFailure;
    this.recorder = new OutputRecorder(libc, child);
    this.pollFds = libc.allocate(SLOTS * 8L);
    this.buffer = libc.allocate(CHUNK_BYTES);
    setPolled(EXIT, child.pidfd, READABLE);
    setPolled(WAKE, child.wakeFd, READABLE);
    setPolled(OUT, child.outputFd, READABLE);
    setPolled(ERR, child.errorFd, READABLE);
    setPolled(IN, -1, WRITABLE);
  }

  /// Blocks until the child has exited and its output is in the sinks.
  public ExitStatus readUntilExit() {
    ExitStatus exit = exitStatus;
    while (exit == null) {
      pollOnce();
      exit = exitStatus;
    }
    return exit;
  }

  /// Blocks until no process holds the other end of a stream. The reader no longer uses the
  /// descriptors of the child afterwards.
  public void readUntilClosed() {
    while (isPolled(OUT) || isPolled(ERR)) {
      pollOnce();
    }
  }

  private void pollOnce() {
    boolean closed = !isPolled(OUT) && child.isOnTerminal();
    boolean pending = out.hasPendingRows() || err.hasPendingRows();
    int timeout = pending ? FLUSH_DELAY_MILLIS : closed ? REOPEN_INTERVAL_MILLIS : -1;
    int ready = libc.poll(pollFds, SLOTS, timeout);
    if (pending && ready == 0) {
      runGuarded(out::flushPending);
      runGuarded(err::flushPending);
    }
    if (closed && ready == 0) {
      setPolled(OUT, child.outputFd, READABLE);
    }
    if (ready > 0) {
      handleReady();
    }
  }

  private void handleReady() {
    if (isReady(WAKE)) {
      libc.read(child.wakeFd, buffer, 0, Long.BYTES);
      runGuarded(recorder::refreshAttachment);
      startNextInput();
      drainIfAsked();
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
    ExitStatus exit = child.exitStatus(libc);
    if (exit == null) {
      return;
    }
    drainAll();
    exitStatus = exit;
    setPolled(EXIT, -1, READABLE);
  }

  /// Reads the last output of an ended tree.
  private void drainIfAsked() {
    Runnable action = child.pollDrainAction();
    if (action != null) {
      drainAll();
    }
    while (action != null) {
      runGuarded(action);
      action = child.pollDrainAction();
    }
  }

  private void drainAll() {
    if (child.isOnTerminal()) {
      setPolled(OUT, child.outputFd, READABLE); // may have been reopened since it was closed
    }
    drain(OUT, child.outputFd, out);
    drain(ERR, child.errorFd, err);
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
    runGuarded(sink::end);
  }

  /// Reads the available output, at most one chunk.
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
      runGuarded(() -> recorder.record(chunk, length));
      long start = filled == CHUNK_BYTES ? System.nanoTime() : 0;
      runGuarded(() -> sink.feed(chunk, length));
      if (filled == CHUNK_BYTES) {
        backPressureNanos.add(System.nanoTime() - start);
      }
    }
    if (count == 0 || (count < 0 && count != -Libc.EAGAIN && count != -Libc.EINTR)) {
      setPolled(slot, -1, READABLE);
    }
    return filled;
  }

  /// Continues reading after an exception: the child would block on a full pipe otherwise.
  private void runGuarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException failure) {
      onFailure.accept(failure);
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
