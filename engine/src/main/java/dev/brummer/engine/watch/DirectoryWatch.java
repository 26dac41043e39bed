package dev.brummer.engine.watch;

import dev.brummer.engine.process.os.InotifyCalls;
import dev.brummer.engine.process.os.LaunchException;
import dev.brummer.engine.process.os.Libc;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Tells which entries of some directories, not of those below, have been created, removed,
/// replaced, or closed after writing.
///
/// The JDK's watch service tells each write to any file of a directory: a program that wrote to a
/// file there a hundred times a second cost 2 % of a processor.
///
/// Confined to the thread that created it, but for [#interrupt].
public final class DirectoryWatch implements AutoCloseable {
  private static final int EVENTS =
      InotifyCalls.CLOSE_WRITE
          | InotifyCalls.MOVED_FROM
          | InotifyCalls.MOVED_TO
          | InotifyCalls.CREATE
          | InotifyCalls.DELETE;

  /// Offsets in `struct inotify_event`.
  private static final long MASK = 4;

  private static final long NAME_LENGTH = 12;
  private static final long NAME = 16;

  /// Room for several events; the kernel asks for 272 bytes at least.
  private static final int BUFFER_BYTES = 4096;

  private static final int POLLIN = 1;

  /// Bytes of a `struct pollfd`.
  private static final long POLL_BYTES = 8;

  private final Libc libc = new Libc();
  private final Map<Integer, Path> directories = new HashMap<>();
  private final MemorySegment buffer = libc.allocate(BUFFER_BYTES);
  private final MemorySegment waiting = libc.allocate(2 * POLL_BYTES);
  private final int queue;

  /// An event counter that is never read: once set, it ends each wait.
  private final int interruption;

  /// Guarded by `this`: [#interrupt] must not use a descriptor that has been closed.
  private boolean closed;

  private boolean overflown;

  /// @throws IOException if a limit is reached; the message is a sentence without its full stop
  public DirectoryWatch() throws IOException {
    int opened = -1;
    try {
      opened = InotifyCalls.open(libc);
      interruption = libc.eventFd();
    } catch (IOException | LaunchException limit) {
      if (opened >= 0) {
        libc.close(opened);
      }
      libc.close();
      throw limit instanceof IOException failed ? failed : new IOException(limit.getMessage());
    }
    queue = opened;
  }

  /// Watches the entries of a directory too.
  ///
  /// @throws IOException if it cannot be watched; the message names the directory
  public void add(Path directory) throws IOException {
    directories.put(InotifyCalls.add(libc, queue, directory, EVENTS), directory);
  }

  /// Waits for changes. Platform threads only: the C function would block a carrier.
  ///
  /// @param timeoutMillis -1 waits for ever
  /// @return changed entries, in the order of their first change; empty after the timeout, an
  ///   interruption, or an overflow
  /// @throws IOException if the system refuses to wait
  public Set<Path> await(int timeoutMillis) throws IOException {
    prepare(0, interruption);
    prepare(1, queue);
    poll(2, timeoutMillis);
    Set<Path> changed = new LinkedHashSet<>();
    long length = 1;
    while (length > 0) {
      length = libc.read(queue, buffer, 0, BUFFER_BYTES);
      collect(length, changed);
    }
    return changed;
  }

  /// Waits for the time or an interruption; what changes meanwhile is kept for [#await].
  ///
  /// @throws IOException if the system refuses to wait
  public void pause(int millis) throws IOException {
    prepare(0, interruption);
    poll(1, millis);
  }

  private void poll(int count, int timeoutMillis) throws IOException {
    int result = libc.poll(waiting, count, timeoutMillis);
    if (result < 0 && result != -Libc.EINTR) {
      throw new IOException("waiting for changes failed, error " + -result);
    }
  }

  private void prepare(int index, int descriptor) {
    waiting.set(ValueLayout.JAVA_INT, index * POLL_BYTES, descriptor);
    waiting.set(ValueLayout.JAVA_INT, index * POLL_BYTES + Integer.BYTES, POLLIN);
  }

  private void collect(long length, Set<Path> changed) {
    long at = 0;
    while (at < length) {
      overflown |= (buffer.get(ValueLayout.JAVA_INT, at + MASK) & InotifyCalls.OVERFLOW) != 0;
      int nameLength = buffer.get(ValueLayout.JAVA_INT, at + NAME_LENGTH);
      Path directory = directories.get(buffer.get(ValueLayout.JAVA_INT, at));
      if (directory != null && nameLength > 0) {
        changed.add(directory.resolve(name(at + NAME, nameLength)));
      }
      at += NAME + nameLength;
    }
  }

  /// Reads a name that NULs fill up.
  private String name(long offset, int length) {
    byte[] bytes = new byte[length];
    MemorySegment.copy(buffer, offset, MemorySegment.ofArray(bytes), 0, length);
    int end = 0;
    while (end < length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  /// Whether the kernel has dropped changes since the last call.
  public boolean takeOverflow() {
    boolean was = overflown;
    overflown = false;
    return was;
  }

  /// Ends each wait from now on. Any thread; without effect after [#close].
  public synchronized void interrupt() {
    if (closed) {
      return;
    }
    try (Libc own = new Libc()) {
      own.scratch().set(ValueLayout.JAVA_LONG, 0, 1);
      own.write(interruption, own.scratch(), 0, Long.BYTES);
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    libc.close(queue);
    libc.close(interruption);
    libc.close();
  }
}
