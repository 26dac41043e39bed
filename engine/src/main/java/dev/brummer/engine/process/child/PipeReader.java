package dev.brummer.engine.process.child;

import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.os.PipeEvents;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Reads standard output and standard error of a child and passes both on in the order in which
/// they were written, see [WriteOrder]. Confined to the reader thread.
///
/// The record of the kernel costs the child about 1 µs per write. After [#MAX_ORDERED_BYTES]
/// without a pause, each read takes what one pipe holds, standard output first; a pause of
/// [#SILENCE_MILLIS] ends this. Without a record (out of inotify instances) the same holds always.
final class PipeReader implements PipeEvents.Listener {
  private static final int CHUNK_BYTES = 1 << 16;

  /// Output without a pause after which its order is no longer recorded.
  private static final int MAX_ORDERED_BYTES = 1 << 20;

  /// Pause that ends a flood.
  private static final int SILENCE_MILLIS = 20;

  /// Ends a pass even if the child writes faster than it is read.
  private static final int MAX_ROUNDS = 64;

  /// Maximum time between the moment at which bytes are readable and the record of their write.
  private static final int MAX_RECORDING_MILLIS = 1;

  private static final int PAUSE_MILLIS = 1;
  private static final long MAX_WAIT_NANOS = 20_000_000;

  /// Half of what a pipe holds, so that the child is not blocked.
  private static final int MAX_WAITING_BYTES = 1 << 15;

  private final Libc libc;
  private final int[] fds;
  private final boolean[] closed = new boolean[WriteOrder.PIPES];
  private final WriteOrder.Output output;
  private final WriteOrder order = new WriteOrder(CHUNK_BYTES);
  private final PipeEvents events;
  private final MemorySegment buffer;

  private boolean recording;
  private int bytesSinceSilence;

  /// @param output receives at most 64 KiB per call
  PipeReader(Libc libc, ChildProcess child, WriteOrder.Output output) {
    this.libc = libc;
    this.fds = new int[] {child.outputFd, child.errorFd};
    this.output = output;
    this.buffer = libc.allocate(CHUNK_BYTES);
    this.events = new PipeEvents(libc, child.pipeEvents, child.outputFd, child.errorFd);
    this.recording = events.isStarted();
  }

  boolean isClosed(int pipe) {
    return closed[pipe];
  }

  /// Duration of a poll after which [#onSilence] is to be called; -1 if it need not be.
  int silenceTimeoutMillis() {
    return bytesSinceSilence > 0 && !(closed[0] && closed[1]) ? SILENCE_MILLIS : -1;
  }

  void onSilence() {
    bytesSinceSilence = 0;
    if (recording) {
      events.poll(this);
      order.drain(output);
    } else {
      events.start();
      recording = events.isStarted();
    }
  }

  /// Reads what is available, at most one chunk per pipe, and passes it on.
  ///
  /// @return the number of bytes
  int read() {
    int total = recording ? readRecorded() : readAvailable(0) + readAvailable(1);
    order.drain(output);
    bytesSinceSilence = (int) Math.min((long) bytesSinceSilence + total, Integer.MAX_VALUE);
    if (recording && bytesSinceSilence > MAX_ORDERED_BYTES) {
      recording = false;
      events.stop();
    }
    return total;
  }

  private int readAvailable(int pipe) {
    int total = 0;
    int count = 1;
    while (count > 0) {
      count = readPipe(pipe, CHUNK_BYTES);
      total += count;
    }
    return total;
  }

  /// Reads as long as there is something to read. A pipe is read at once while only this one is
  /// written to. When both are, the writes go on faster than they can be told apart by reading, so
  /// both are read after a pause.
  private int readRecorded() {
    int total = 0;
    int count = 1;
    for (int round = 0; round < MAX_ROUNDS && count > 0; round++) {
      events.poll(this);
      if (order.runs() == 0 && !(libc.isEmpty(fds[0]) && libc.isEmpty(fds[1]))) {
        events.await(MAX_RECORDING_MILLIS);
        events.poll(this);
      }
      count = order.runs() == 1 ? readOnlyPipe(order.lastPipe()) : 0;
      if (count == 0) {
        awaitPause();
        count = readPipe(0, CHUNK_BYTES) + readPipe(1, CHUNK_BYTES);
      }
      order.drain(output);
      reopenRun();
      total += count;
    }
    return total;
  }

  /// The write of bytes that are left may be reported already. They are the oldest if the other
  /// pipe is empty afterwards.
  private void reopenRun() {
    for (int pipe = 0; pipe < WriteOrder.PIPES; pipe++) {
      if (!libc.isEmpty(fds[pipe]) && libc.isEmpty(fds[1 - pipe])) {
        order.onWrite(pipe);
        return;
      }
    }
  }

  /// Reads the bytes that were written before anything was written to the other pipe.
  ///
  /// @return 0 if the other pipe was written to
  private int readOnlyPipe(int pipe) {
    int available = libc.bytesAvailable(fds[pipe]);
    events.poll(this);
    return order.runs() == 1 ? readPipe(pipe, available) : 0;
  }

  /// Waits until nothing is written for [#PAUSE_MILLIS], for a limited time and size.
  private void awaitPause() {
    long end = System.nanoTime() + MAX_WAIT_NANOS;
    while (order.runs() > 0
        && libc.bytesAvailable(fds[0]) < MAX_WAITING_BYTES
        && libc.bytesAvailable(fds[1]) < MAX_WAITING_BYTES
        && events.await(PAUSE_MILLIS)
        && System.nanoTime() < end) {
      events.poll(this);
    }
  }

  private int readPipe(int pipe, int max) {
    int filled = order.size(pipe);
    int room = Math.min(max, CHUNK_BYTES - filled);
    if (closed[pipe] || room == 0) {
      return 0;
    }
    long count = libc.read(fds[pipe], buffer, 0, room);
    closed[pipe] = OutputReader.isEnd(count);
    if (count <= 0) {
      return 0;
    }
    int length = (int) count;
    MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, order.bytes(pipe), filled, length);
    order.onRead(pipe, length);
    return length;
  }

  /// A write is recorded when it returns, so its bytes may have been read before. Then the pipe is
  /// empty.
  @Override
  public void onWrite(int pipe) {
    if (!libc.isEmpty(fds[pipe])) {
      order.onWrite(pipe);
    }
  }
}
