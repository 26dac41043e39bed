package dev.brummer.engine.process.child;

import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.os.PipeWrites;
import java.lang.foreign.MemorySegment;
import java.util.function.IntConsumer;

/// Reads standard output and standard error of a child and passes both on in the order in which
/// they were written, see [WriteOrder]. Confined to the reader thread.
///
/// The reader takes snapshots: the sizes of both pipes at a moment between two records of the
/// kernel. All bytes of a snapshot belong to the writes recorded before it. A child that writes
/// faster than a snapshot takes is given a pause of its own; if it makes none until a pipe is half
/// full, the last lines of a snapshot may belong to a write that is recorded after it.
///
/// A record costs the child about half a microsecond per write, so it stops after
/// [#MAX_RECORDED_BYTES] within [#WINDOW_NANOS]. A flood is read pipe by pipe.
final class PipeReader implements PipeWrites.Listener, AutoCloseable {
  private static final int CHUNK_BYTES = 1 << 16;

  /// Chunk and capacity of a pipe that a child fills faster than it is read: an eighth of the
  /// wake-ups and of the cost per chunk, most of which is interpreted code.
  private static final int FLOOD_CHUNK_BYTES = 1 << 19;

  private static final int FLOOD_PIPE_BYTES = OutputReader.MAX_UNREAD_BYTES;

  private static final long WINDOW_NANOS = 250_000_000;
  private static final int MAX_RECORDED_BYTES = 1 << 19;

  /// Attempts at a snapshot: without a pause, then with one before each.
  private static final int IMMEDIATE_ATTEMPTS = 3;

  private static final int MAX_ATTEMPTS = 20;
  private static final int PAUSE_MILLIS = 1;

  /// Half of what a pipe holds, so that the child is not blocked.
  private static final int MAX_WAITING_BYTES = 1 << 15;

  private final Libc libc;
  private final int[] fds;
  private final boolean[] closed = new boolean[WriteOrder.PIPES];
  private final boolean[] hungUp = new boolean[WriteOrder.PIPES];
  private final int[] available = new int[WriteOrder.PIPES];
  private final WriteOrder.Output output;
  private final IntConsumer onError;
  private final WriteOrder order = new WriteOrder(CHUNK_BYTES);
  private final PipeWrites writes;
  private MemorySegment buffer;

  private boolean recording;
  private long windowStart = System.nanoTime();
  private int bytesInWindow;

  /// @param output receives at most [#capacity] bytes per call
  /// @param onError receives the error number with which a pipe ends instead of its end
  PipeReader(Libc libc, ChildProcess child, WriteOrder.Output output, IntConsumer onError) {
    this.libc = libc;
    this.fds = new int[] {child.outputFd, child.errorFd};
    this.output = output;
    this.onError = onError;
    this.buffer = libc.allocate(CHUNK_BYTES);
    this.writes = new PipeWrites(libc, child.outputFd, child.errorFd);
    this.recording = writes.isStarted();
  }

  /// Maximum number of bytes of a pipe per [#read].
  int capacity(int pipe) {
    return order.bytes(pipe).length;
  }

  boolean isClosed(int pipe) {
    return closed[pipe];
  }

  /// Time until [#resumeRecording] is to be called; -1 if it need not be.
  int resumeTimeoutMillis() {
    if (recording || (closed[0] && closed[1])) {
      return -1;
    }
    long left = WINDOW_NANOS - (System.nanoTime() - windowStart);
    return (int) Math.max(0, (left + 999_999) / 1_000_000);
  }

  /// Starts the next window if this one is over. Writes are recorded again after a window without a
  /// flood.
  void resumeRecording() {
    long now = System.nanoTime();
    if (now - windowStart >= WINDOW_NANOS) {
      boolean flood = bytesInWindow > MAX_RECORDED_BYTES && now - windowStart < 2 * WINDOW_NANOS;
      windowStart = now;
      bytesInWindow = 0;
      if (!recording && !flood) {
        writes.start();
        recording = writes.isStarted();
        hungUp[0] = libc.isHungUp(fds[0]);
        hungUp[1] = libc.isHungUp(fds[1]);
      }
    }
  }

  /// Reads what is available, at most one chunk per pipe, and passes it on.
  ///
  /// @param outputReady whether standard output may have bytes or have ended
  /// @param errorReady the same for standard error
  /// @return the number of bytes
  int read(boolean outputReady, boolean errorReady) {
    resumeRecording();
    int total;
    if (recording) {
      total = readRecorded();
    } else {
      total = (outputReady ? readAvailable(0) : 0) + (errorReady ? readAvailable(1) : 0);
    }
    order.drain(output);
    bytesInWindow += total;
    if (recording && (bytesInWindow > MAX_RECORDED_BYTES || writes.isOverflown())) {
      recording = false;
      writes.stop();
    }
    return total;
  }

  private int readAvailable(int pipe) {
    int total = 0;
    int count = 1;
    while (count > 0) {
      count = readPipe(pipe, FLOOD_CHUNK_BYTES);
      total += count;
    }
    if (total == CHUNK_BYTES && capacity(pipe) == CHUNK_BYTES) {
      enlarge(pipe);
    }
    return total;
  }

  /// Enlarges a pipe for the rest of its life. The kernel refuses if the user has too many pages in
  /// pipes (`fs.pipe-user-pages-soft`); larger chunks help then, too.
  private void enlarge(int pipe) {
    libc.setPipeCapacity(fds[pipe], FLOOD_PIPE_BYTES);
    order.grow(pipe, FLOOD_CHUNK_BYTES);
    if (buffer.byteSize() < FLOOD_CHUNK_BYTES) {
      buffer = libc.allocate(FLOOD_CHUNK_BYTES);
    }
  }

  /// Reads snapshots until no line is cut that belongs to one of several runs, or for a pause.
  private int readRecorded() {
    int total = 0;
    boolean complete = false;
    while (!complete) {
      awaitSnapshot();
      int count = readPipe(0, available[0]) + readPipe(1, available[1]);
      total += count;
      complete =
          count == 0
              || order.isComplete()
              || Math.max(order.size(0), order.size(1)) >= MAX_WAITING_BYTES
              || !writes.await(PAUSE_MILLIS);
    }
    if (total == 0) {
      total = readPipe(0, CHUNK_BYTES) + readPipe(1, CHUNK_BYTES); // detects the end
    }
    return total;
  }

  /// Stores a snapshot in `available`.
  private void awaitSnapshot() {
    boolean complete = false;
    for (int attempt = 1; attempt < MAX_ATTEMPTS && !complete; attempt++) {
      if (attempt > IMMEDIATE_ATTEMPTS) {
        libc.poll(buffer, 0, PAUSE_MILLIS);
      }
      writes.poll(this);
      available[0] = libc.bytesAvailable(fds[0]);
      available[1] = libc.bytesAvailable(fds[1]);
      boolean full = Math.max(available[0], available[1]) >= MAX_WAITING_BYTES;
      complete = !detectHangUps() && (full || isComplete() || awaitsInVain());
    }
  }

  private boolean isComplete() {
    return isRecorded(0) && isRecorded(1) && !writes.await(0) && !writes.await(0);
  }

  /// Detects pipes that have lost their last writer. The kernel records that as a write, too.
  private boolean detectHangUps() {
    boolean detected = false;
    for (int pipe = 0; pipe < WriteOrder.PIPES; pipe++) {
      if (!hungUp[pipe] && libc.isHungUp(fds[pipe])) {
        hungUp[pipe] = true;
        detected = true;
        libc.bytesAvailable(fds[pipe]); // waits for the lock under which it is recorded
        writes.poll(this);
        order.forgetLastWrite(pipe);
      }
    }
    return detected;
  }

  private boolean isRecorded(int pipe) {
    return available[pipe] == 0 || order.isWritten(pipe);
  }

  /// Waits for the record of bytes that are in a pipe: it is made when the write returns.
  ///
  /// @return whether there is none; `splice` writes without a record on older kernels
  private boolean awaitsInVain() {
    return !(isRecorded(0) && isRecorded(1)) && !writes.await(PAUSE_MILLIS);
  }

  private int readPipe(int pipe, int max) {
    int filled = order.size(pipe);
    int room = Math.min(max, capacity(pipe) - filled);
    if (closed[pipe] || room <= 0) {
      return 0;
    }
    long count = libc.read(fds[pipe], buffer, 0, room);
    closed[pipe] = OutputReader.isEnd(count);
    if (closed[pipe] && count < 0) {
      onError.accept((int) -count);
    }
    if (count <= 0) {
      return 0;
    }
    int length = (int) count;
    MemorySegment.copy(buffer, 0, MemorySegment.ofArray(order.bytes(pipe)), filled, length);
    order.onRead(pipe, length);
    return length;
  }

  @Override
  public void close() {
    writes.close();
  }

  @Override
  public void onWrite(int pipe) {
    order.onWrite(pipe);
  }
}
