package dev.brummer.engine.process.os;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// C functions that watch directories, see inotify(7). Any thread.
public final class InotifyCalls {
  /// A file that was open for writing has been closed.
  public static final int CLOSE_WRITE = 0x8;

  public static final int MOVED_FROM = 0x40;
  public static final int MOVED_TO = 0x80;
  public static final int CREATE = 0x100;
  public static final int DELETE = 0x200;

  /// The kernel has dropped events.
  public static final int OVERFLOW = 0x4000;

  private static final int ONLY_DIRECTORY = 0x0100_0000;

  private static final int ENOSPC = 28;

  private static final MethodHandle INIT = Libc.link("inotify_init1");
  private static final MethodHandle ADD = Libc.link("inotify_add_watch");

  private InotifyCalls() {}

  /// Creates a queue of events, closed on exec. Reading it does not block.
  ///
  /// @return its descriptor
  /// @throws IOException if a limit is reached; the message is a sentence without its full stop
  public static int open(Libc libc) throws IOException {
    int fd = (int) libc.call(INIT, Libc.O_CLOEXEC | Libc.O_NONBLOCK, 0, 0, 0, 0, 0);
    if (fd == -Libc.EMFILE) {
      throw new IOException(
          "too many watchers (fs.inotify.max_user_instances) or open files (ulimit -n)");
    }
    if (fd < 0) {
      throw new IOException(Libc.message(-fd));
    }
    return fd;
  }

  /// Watches the entries of a directory.
  ///
  /// @param queue a descriptor that [#open] has returned
  /// @param events the sum of those to report, such as [#CREATE]
  /// @return the number of the directory in the events
  /// @throws IOException if it cannot be watched; the message names the directory
  public static int add(Libc libc, int queue, Path directory, int events) throws IOException {
    byte[] path = (directory + "\0").getBytes(StandardCharsets.UTF_8);
    MemorySegment address = libc.allocate(path.length);
    MemorySegment.copy(MemorySegment.ofArray(path), 0, address, 0, path.length);
    int number = (int) libc.call(ADD, queue, address.address(), events | ONLY_DIRECTORY, 0, 0, 0);
    if (number == -ENOSPC) {
      throw new IOException(
          directory + ": too many watched directories (fs.inotify.max_user_watches)");
    }
    if (number < 0) {
      throw new IOException(directory + ": " + Libc.message(-number));
    }
    return number;
  }
}
