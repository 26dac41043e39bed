package dev.brummer.engine.process.os;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The kernel's record of the writes to two pipes, in the order in which they happened (inotify).
/// Consecutive writes to one pipe are one event. The record costs a writer about 1 µs per write, so
/// it can be stopped. Confined to the thread that created it.
public final class PipeEvents {
  private static final MethodHandle INIT = Libc.link("inotify_init1");
  private static final MethodHandle ADD = Libc.link("inotify_add_watch");
  private static final MethodHandle REMOVE = Libc.link("inotify_rm_watch");

  private static final int MODIFY = 0x2;

  /// Size of an event without a name.
  private static final int EVENT_BYTES = 16;

  private static final int BUFFER_BYTES = 256 * EVENT_BYTES;

  private final Libc libc;
  private final int inotify;
  private final int[] pipes;
  private final int[] watches;
  private final MemorySegment buffer;

  /// A started record.
  ///
  /// @param inotify descriptor to be closed by the owner; -1 without a record
  public record Handle(int inotify, int firstWatch, int secondWatch) {
    /// No record.
    public static final Handle NONE = new Handle(-1, -1, -1);
  }

  /// Receives events.
  public interface Listener {
    /// @param pipe 0 or 1
    void onWrite(int pipe);
  }

  /// Starts a record before anything is written.
  ///
  /// @return a handle without a record if the system is out of inotify instances or watches
  public static Handle open(Libc libc, int first, int second) {
    int inotify = (int) libc.call(INIT, Libc.O_NONBLOCK | Libc.O_CLOEXEC, 0, 0, 0, 0, 0);
    int firstWatch = inotify < 0 ? -1 : addWatch(libc, inotify, first);
    int secondWatch = firstWatch < 0 ? -1 : addWatch(libc, inotify, second);
    if (secondWatch >= 0) {
      return new Handle(inotify, firstWatch, secondWatch);
    }
    if (inotify >= 0) {
      libc.close(inotify);
    }
    return Handle.NONE;
  }

  private static int addWatch(Libc libc, int inotify, int pipe) {
    MemorySegment path = libc.scratch();
    path.setString(0, "/proc/self/fd/" + pipe);
    return (int) libc.call(ADD, inotify, path.address(), MODIFY, 0, 0, 0);
  }

  /// @param libc of the calling thread
  public PipeEvents(Libc libc, Handle handle, int first, int second) {
    this.libc = libc;
    this.inotify = handle.inotify;
    this.pipes = new int[] {first, second};
    this.watches = new int[] {handle.firstWatch, handle.secondWatch};
    this.buffer = libc.allocate(BUFFER_BYTES);
  }

  public boolean isStarted() {
    return watches[0] >= 0 && watches[1] >= 0;
  }

  /// Starts the record again; without success the record stays stopped.
  public void start() {
    for (int i = 0; i < pipes.length && inotify >= 0; i++) {
      watches[i] = addWatch(libc, inotify, pipes[i]);
    }
    if (!isStarted()) {
      stop();
    }
  }

  /// Stops the record and forgets the events that were not read.
  public void stop() {
    for (int i = 0; i < watches.length; i++) {
      if (watches[i] >= 0) {
        libc.call(REMOVE, inotify, watches[i], 0, 0, 0, 0);
        watches[i] = -1;
      }
    }
    long length = inotify < 0 ? 0 : 1;
    while (length > 0) {
      length = libc.read(inotify, buffer, 0, BUFFER_BYTES);
    }
  }

  /// Waits for an event.
  ///
  /// @return false after the timeout
  public boolean await(int timeoutMillis) {
    MemorySegment descriptor = libc.scratch();
    descriptor.set(ValueLayout.JAVA_INT, 0, inotify);
    descriptor.set(ValueLayout.JAVA_INT, 4, 1 /* POLLIN */);
    return libc.poll(descriptor, 1, timeoutMillis) > 0;
  }

  /// Reports the writes since the last call.
  public void poll(Listener listener) {
    long length = libc.read(inotify, buffer, 0, BUFFER_BYTES);
    while (length > 0) {
      for (long at = 0; at < length; at += EVENT_BYTES) {
        report(at, listener);
      }
      length = length < BUFFER_BYTES ? 0 : libc.read(inotify, buffer, 0, BUFFER_BYTES);
    }
  }

  private void report(long at, Listener listener) {
    int watch = buffer.get(ValueLayout.JAVA_INT, at);
    int mask = buffer.get(ValueLayout.JAVA_INT, at + 4);
    if (watch != watches[0] && watch != watches[1]) {
      return;
    }
    int pipe = watch == watches[0] ? 0 : 1;
    if ((mask & MODIFY) != 0) {
      listener.onWrite(pipe);
    }
  }
}
