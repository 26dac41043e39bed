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
///
/// The output of two pipes is passed on in the order in which it was written, see [PipeReader].
public final class OutputReader implements AutoCloseable {
  /// Upper bound of the capacity of a pipe or terminal.
  static final int MAX_UNREAD_BYTES = 1 << 20;

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
  private final Consumer<Throwable> onFailure;
  private final @Nullable OutputRecorder recorder;
  private final MemorySegment pollFds;
  private final MemorySegment buffer;

  /// Output of a terminal.
  private final byte[] chunk;

  private final @Nullable PipeReader pipes;
  private @Nullable ExitStatus exitStatus;
  private byte @Nullable [] input;
  private int inputWritten;

  /// @param libc of the calling thread
  /// @param err receives standard error; unused for a child on a terminal
  /// @param backPressureNanos counts the time spent in a sink while more output was available than
  ///   one chunk: the child may have been blocked in a write meanwhile
  /// @param recorded whether output is kept for taps that are attached later
  /// @param onFailure receives the exceptions of sinks and taps
  public OutputReader(
      Libc libc,
      ChildProcess child,
      OutputSink out,
      OutputSink err,
      boolean recorded,
      LongAdder backPressureNanos,
      Consumer<Throwable> onFailure) {
    this.libc = libc;
    this.child = child;
    this.out = out;
    this.err = err;
    this.backPressureNanos = backPressureNanos;
    this.onFailure = onFailure;
    this.recorder = recorded ? new OutputRecorder(libc, child) : null;
    this.pollFds = libc.allocate(SLOTS * 8L);
    this.buffer = libc.allocate(CHUNK_BYTES);
    this.chunk = new byte[child.isOnTerminal() ? CHUNK_BYTES : 0];
    this.pipes =
        child.isOnTerminal() ? null : new PipeReader(libc, child, this::pass, this::onReadError);
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
    int ready = poll(timeout);
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

  /// Waits for an event, and lets the reader of the pipes resume its record meanwhile.
  private int poll(int timeout) {
    PipeReader reader = pipes;
    int resume = reader == null ? -1 : reader.resumeTimeoutMillis();
    while (reader != null && resume >= 0) {
      int ready = libc.poll(pollFds, SLOTS, resume);
      reader.resumeRecording();
      if (ready != 0) {
        return ready;
      }
      resume = reader.resumeTimeoutMillis();
    }
    return libc.poll(pollFds, SLOTS, timeout);
  }

  private void handleReady() {
    if (isReady(WAKE)) {
      libc.read(child.wakeFd, buffer, 0, Long.BYTES);
      if (recorder != null) {
        runGuarded(recorder::refreshAttachment);
      }
      startNextInput();
      drainIfAsked();
    }
    if (isReady(IN)) {
      writeInput();
    }
    PipeReader reader = pipes;
    if (reader == null) {
      if (isReady(OUT)) {
        readTerminal();
      }
    } else {
      boolean outputReady = isReady(OUT);
      boolean errorReady = isReady(ERR);
      if (outputReady || errorReady) {
        readPipes(reader, outputReady, errorReady);
      }
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
    drain();
  }

  private void drain() {
    int left = MAX_UNREAD_BYTES * 2;
    int count = 1;
    while (left > 0 && count > 0 && (isPolled(OUT) || isPolled(ERR))) {
      PipeReader reader = pipes;
      count = reader == null ? readTerminal() : readPipes(reader, true, true);
      left -= count;
    }
    runGuarded(out::end);
    runGuarded(err::end);
  }

  /// Reads the available output of a terminal, at most one chunk.
  private int readTerminal() {
    int filled = 0;
    long count = 1;
    while (filled < CHUNK_BYTES && count > 0) {
      count = libc.read(child.outputFd, buffer, filled, CHUNK_BYTES - filled);
      filled += (int) Math.max(0, count);
    }
    if (filled > 0) {
      MemorySegment.copy(buffer, 0, MemorySegment.ofArray(chunk), 0, filled);
      feed(out, chunk, 0, filled, CHUNK_BYTES);
    }
    if (isEnd(count)) {
      setPolled(OUT, -1, READABLE);
    }
    return filled;
  }

  /// Reads the available output of the pipes that are ready, at most one chunk of each.
  private int readPipes(PipeReader reader, boolean outputReady, boolean errorReady) {
    int count = reader.read(outputReady, errorReady);
    if (reader.isClosed(0)) {
      setPolled(OUT, -1, READABLE);
    }
    if (reader.isClosed(1)) {
      setPolled(ERR, -1, READABLE);
    }
    return count;
  }

  /// Passes on bytes of one pipe.
  private void pass(int pipe, byte[] bytes, int from, int length) {
    PipeReader reader = pipes;
    int capacity = reader == null ? CHUNK_BYTES : reader.capacity(pipe);
    feed(pipe == 0 ? out : err, bytes, from, length, capacity);
  }

  /// Says that a pipe cannot be read to its end. A terminal reports its end by an error, a pipe
  /// never.
  private void onReadError(int errno) {
    String message =
        "cannot read the output of pid " + child.pid() + " to its end: error " + errno + " of read";
    onFailure.accept(new IllegalStateException(message));
  }

  /// @param capacity length of a full chunk
  private void feed(OutputSink sink, byte[] bytes, int from, int length, int capacity) {
    OutputRecorder kept = recorder;
    if (kept != null) {
      runGuarded(() -> kept.record(bytes, from, length));
    }
    long start = length == capacity ? System.nanoTime() : 0;
    runGuarded(() -> sink.feed(bytes, from, length));
    if (length == capacity) {
      backPressureNanos.add(System.nanoTime() - start);
    }
  }

  /// Releases the descriptors of the reader, not those of the child.
  @Override
  public void close() {
    if (pipes != null) {
      pipes.close();
    }
  }

  /// Whether the result of a read means that no more will follow.
  static boolean isEnd(long count) {
    return count == 0 || (count < 0 && count != -Libc.EAGAIN && count != -Libc.EINTR);
  }

  /// Continues reading after an exception, and also without memory: the child would block on a full
  /// pipe otherwise, and its exit would not be seen.
  private void runGuarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | VirtualMachineError failure) {
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
    MemorySegment.copy(MemorySegment.ofArray(bytes), inputWritten, buffer, 0, length);
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
