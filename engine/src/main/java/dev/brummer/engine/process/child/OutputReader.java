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
/// which hold less than [#LEFT_BEHIND]; they are read until nothing is there. Then the reader goes
/// on for what the child has left behind, until nobody holds the other end.
public final class OutputReader {
  /// More than a pipe or terminal holds.
  private static final int LEFT_BEHIND = 1 << 20;

  private static final int CHUNK = 1 << 16;

  /// How often a terminal that every process has closed is tried again: a child may reopen it.
  private static final int RETRY_MILLIS = 500;

  /// Silence after which a program is taken to have drawn what it wanted to.
  private static final int QUIET_MILLIS = 300;

  private static final int ENDED = 0;
  private static final int WAKE = 1;
  private static final int OUT = 2;
  private static final int ERR = 3;
  private static final int IN = 4;
  private static final int COUNT = 5;

  private static final short READABLE = 1;
  private static final short WRITABLE = 4;

  private final Libc libc;
  private final ChildProcess child;
  private final OutputSink out;
  private final OutputSink err;
  private final Events events;
  private final OutputRecorder recorder;
  private final MemorySegment polled;
  private final MemorySegment buffer;
  private final byte[] chunk = new byte[CHUNK];
  private boolean childEnded;
  private byte @Nullable [] typing;
  private int typed;

  private OutputReader(
      Libc libc, ChildProcess child, OutputSink out, OutputSink err, Events events) {
    this.libc = libc;
    this.child = child;
    this.out = out;
    this.err = err;
    this.events = events;
    this.recorder = new OutputRecorder(libc, child);
    this.polled = libc.allocate(COUNT * 8L);
    this.buffer = libc.allocate(CHUNK);
    watch(ENDED, child.pidfd, READABLE);
    watch(WAKE, child.wake, READABLE);
    watch(OUT, child.out, READABLE);
    watch(ERR, child.err, READABLE);
    watch(IN, -1, WRITABLE);
  }

  /// What the reader tells; called on its thread.
  public interface Events {
    void ended(int code, int signal);

    /// The last call: the reader touches no file of the child any more.
    void outputEnded();

    void failed(RuntimeException cause);

    /// So long nobody read, though there was more than a read takes: the child may have waited.
    void heldBack(long nanos);
  }

  /// Reads until nobody can print any more. `err` is not used for a child on a terminal.
  public static void read(ChildProcess child, OutputSink out, OutputSink err, Events events) {
    try (Libc libc = new Libc()) {
      new OutputReader(libc, child, out, err, events).loop();
    }
    events.outputEnded();
  }

  private void loop() {
    while (!childEnded || watched(OUT) || watched(ERR)) {
      boolean closed = !watched(OUT) && child.onTerminal();
      boolean holds = out.holds() || err.holds();
      int ready = libc.poll(polled, COUNT, holds ? QUIET_MILLIS : closed ? RETRY_MILLIS : -1);
      if (holds && ready == 0) {
        guarded(out::quiet);
        guarded(err::quiet);
      }
      if (closed && ready == 0) {
        watch(OUT, child.out, READABLE);
      }
      if (ready > 0) {
        serve();
      }
    }
  }

  private void serve() {
    if (ready(WAKE)) {
      libc.read(child.wake, buffer, 0, Long.BYTES);
      guarded(recorder::look);
      startTyping();
    }
    if (ready(IN)) {
      type();
    }
    if (ready(OUT)) {
      pump(OUT, child.out, out);
    }
    if (ready(ERR)) {
      pump(ERR, child.err, err);
    }
    if (ready(ENDED)) {
      end();
    }
  }

  private void end() {
    int[] how = libc.ended(child.pid, false);
    if (how == null) {
      return;
    }
    if (child.onTerminal()) {
      watch(OUT, child.out, READABLE); // closed by all a while ago, it may have been reopened since
    }
    drain(OUT, child.out, out);
    drain(ERR, child.err, err);
    childEnded = true;
    watch(ENDED, -1, READABLE);
    events.ended(how[0], how[1]);
  }

  private void drain(int slot, int fd, OutputSink sink) {
    if (fd < 0) {
      return;
    }
    int left = LEFT_BEHIND;
    int count = 1;
    while (left > 0 && count > 0 && watched(slot)) {
      count = pump(slot, fd, sink);
      left -= count;
    }
    guarded(sink::end);
  }

  /// Takes what is there, at most one chunk.
  private int pump(int slot, int fd, OutputSink sink) {
    int filled = 0;
    long count = 1;
    while (filled < CHUNK && count > 0) {
      count = libc.read(fd, buffer, filled, CHUNK - filled);
      filled += (int) Math.max(0, count);
    }
    if (filled > 0) {
      int length = filled;
      MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, chunk, 0, length);
      guarded(() -> recorder.printed(chunk, length));
      long start = filled == CHUNK ? System.nanoTime() : 0;
      guarded(() -> sink.feed(chunk, length));
      if (filled == CHUNK) {
        events.heldBack(System.nanoTime() - start);
      }
    }
    if (count == 0 || (count < 0 && count != -Libc.EAGAIN && count != -Libc.EINTR)) {
      watch(slot, -1, READABLE);
    }
    return filled;
  }

  /// A sink that throws must not stop the reading: the child would hang on a full pipe.
  private void guarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException broken) {
      events.failed(broken);
    }
  }

  private void startTyping() {
    if (typing == null) {
      typing = child.nextTyped();
      typed = 0;
      watch(IN, typing == null ? -1 : child.in, WRITABLE);
    }
  }

  private void type() {
    byte[] bytes = typing;
    if (bytes == null) {
      return;
    }
    int length = Math.min(bytes.length - typed, CHUNK);
    MemorySegment.copy(bytes, typed, buffer, ValueLayout.JAVA_BYTE, 0, length);
    long written = libc.write(child.in, buffer, 0, length);
    if (written >= 0) {
      typed += (int) written;
    } else if (written != -Libc.EAGAIN && written != -Libc.EINTR) {
      typed = bytes.length;
    }
    if (typed == bytes.length) {
      typing = null;
      startTyping();
    }
  }

  private void watch(int slot, int fd, short events) {
    polled.set(ValueLayout.JAVA_INT, slot * 8L, fd);
    polled.set(ValueLayout.JAVA_SHORT, slot * 8L + 4, events);
    polled.set(ValueLayout.JAVA_SHORT, slot * 8L + 6, (short) 0);
  }

  private boolean watched(int slot) {
    return polled.get(ValueLayout.JAVA_INT, slot * 8L) >= 0;
  }

  private boolean ready(int slot) {
    return watched(slot) && polled.get(ValueLayout.JAVA_SHORT, slot * 8L + 6) != 0;
  }
}
