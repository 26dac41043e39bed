package dev.brummer.engine.process.os;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// The calls of the C library that the JDK has no word for: terminals, spawning, sessions, signals.
///
/// Every function is linked with the same all-long descriptor (integer arguments travel in
/// registers, superfluous ones are ignored), which costs a third of linking each with its own.
/// Results follow the kernel's convention: negative is minus `errno`.
///
/// An instance belongs to the thread that made it, and its memory refuses every other: it holds the
/// `errno` and the scratch memory of its calls.
public final class Libc implements AutoCloseable {
  public static final int EINTR = 4;
  public static final int EAGAIN = 11;
  static final int ESRCH = 3;

  static final int O_RDONLY = 0;
  public static final int O_RDWR = 2;
  public static final int O_NOCTTY = 0x100;
  public static final int O_NONBLOCK = 0x800;
  public static final int O_CLOEXEC = 0x80000;

  private static final long PIDFD_SEND_SIGNAL = 424;
  private static final long PIDFD_OPEN = 434;
  private static final long CLOSE_RANGE = 436;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final FunctionDescriptor ALL_LONG =
      FunctionDescriptor.of(
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG);
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final MemoryLayout ERRNO_LAYOUT = Linker.Option.captureStateLayout();

  private static final MethodHandle OPEN = link("open");
  private static final MethodHandle CLOSE = link("close");
  private static final MethodHandle READ = link("read");
  private static final MethodHandle WRITE = link("write");
  private static final MethodHandle POLL = link("poll");
  private static final MethodHandle IOCTL = link("ioctl");
  private static final MethodHandle FCNTL = link("fcntl");
  private static final MethodHandle PIPE2 = link("pipe2");
  private static final MethodHandle EVENTFD = link("eventfd");
  private static final MethodHandle KILL = link("kill");
  private static final MethodHandle WAITID = link("waitid");
  private static final MethodHandle SYSCALL = link("syscall");
  private static final MethodHandle READLINK = link("readlink");
  private static final MethodHandle PAGE_SIZE = link("getpagesize");

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment errno = arena.allocate(ERRNO_LAYOUT);
  private final MemorySegment scratch = arena.allocate(512, 16);

  /// Memory that lives as long as this instance.
  public MemorySegment allocate(long size) {
    return arena.allocate(size, 16);
  }

  /// 512 bytes for the arguments of the next call.
  public MemorySegment scratch() {
    return scratch;
  }

  /// Opens the file whose NUL-terminated path is at `path`.
  int open(MemorySegment path, int flags) {
    return (int) call(OPEN, path.address(), flags, 0, 0, 0, 0);
  }

  public int open(String path, int flags) {
    scratch.setString(0, path);
    return open(scratch, flags);
  }

  /// Closing twice would close somebody else's file: callers own their numbers.
  public void close(int fd) {
    call(CLOSE, fd, 0, 0, 0, 0, 0);
  }

  public long read(int fd, MemorySegment into, long offset, long length) {
    return call(READ, fd, into.address() + offset, length, 0, 0, 0);
  }

  public long write(int fd, MemorySegment from, long offset, long length) {
    return call(WRITE, fd, from.address() + offset, length, 0, 0, 0);
  }

  /// Where a symbolic link points to, not NUL-terminated.
  int readlink(MemorySegment path, MemorySegment into) {
    return (int) call(READLINK, path.address(), into.address(), into.byteSize(), 0, 0, 0);
  }

  public int poll(MemorySegment fds, int count, int timeoutMillis) {
    return (int) call(POLL, fds.address(), count, timeoutMillis, 0, 0, 0);
  }

  public int ioctl(int fd, long request, long argument) {
    return (int) call(IOCTL, fd, request, argument, 0, 0, 0);
  }

  public int setNonBlocking(int fd) {
    long setFlags = 4;
    return (int) call(FCNTL, fd, setFlags, O_NONBLOCK, 0, 0, 0);
  }

  /// A pipe that no child inherits: {read end, write end}.
  public int[] pipe() throws LaunchException {
    check(call(PIPE2, scratch.address(), O_CLOEXEC, 0, 0, 0, 0), "no pipe");
    return new int[] {scratch.get(ValueLayout.JAVA_INT, 0), scratch.get(ValueLayout.JAVA_INT, 4)};
  }

  /// A counter that another thread can write to wake a poll.
  public int eventFd() throws LaunchException {
    return (int) check(call(EVENTFD, 0, O_CLOEXEC | O_NONBLOCK, 0, 0, 0, 0), "no eventfd");
  }

  public int kill(long pid, int signal) {
    return (int) call(KILL, pid, signal, 0, 0, 0, 0);
  }

  /// A descriptor that stays with this process whoever gets its pid next; readable once it ended.
  public int pidfdOpen(long pid) {
    return (int) call(SYSCALL, PIDFD_OPEN, pid, 0, 0, 0, 0);
  }

  int pidfdSignal(int pidfd, int signal) {
    return (int) call(SYSCALL, PIDFD_SEND_SIGNAL, pidfd, signal, 0, 0, 0);
  }

  /// Marks all open files from `first` on so that no child inherits them.
  int closeOnExecFrom(int first) {
    long closeOnExec = 4;
    return (int) call(SYSCALL, CLOSE_RANGE, first, 0xFFFF_FFFFL, closeOnExec, 0, 0);
  }

  /// How a child of ours ended, as {code, signal}; null while it has not. With `reap` its pid is
  /// given back to the system, otherwise it stays a zombie and the pid stays its own.
  public int @Nullable [] exitStatus(long pid, boolean reap) {
    long idIsPid = 1;
    long options = 0x4 /* WEXITED */ | 0x1 /* WNOHANG */ | (reap ? 0 : 0x0100_0000 /* WNOWAIT */);
    scratch.asSlice(0, 128).fill((byte) 0);
    long result = call(WAITID, idIsPid, pid, scratch.address(), options, 0, 0);
    if (result < 0 || scratch.get(ValueLayout.JAVA_INT, 16) == 0) {
      return null;
    }
    boolean exited = scratch.get(ValueLayout.JAVA_INT, 8) == 1;
    int status = scratch.get(ValueLayout.JAVA_INT, 24);
    return exited ? new int[] {status, 0} : new int[] {128 + status, status};
  }

  /// Waits for the end of a child of ours and gives its pid back.
  public void waitFor(long pid) {
    long idIsPid = 1;
    long exited = 4;
    while (call(WAITID, idIsPid, pid, scratch.address(), exited, 0, 0) == -EINTR) {
      Thread.onSpinWait();
    }
  }

  public int pageSize() {
    return (int) call(PAGE_SIZE, 0, 0, 0, 0, 0, 0);
  }

  /// The result, or the sentence that says why there is none.
  public static long check(long result, String what) throws LaunchException {
    if (result < 0) {
      throw new LaunchException("no resources", what + ": " + message((int) -result));
    }
    return result;
  }

  /// What the C library says about an error number.
  static String message(int errno) {
    return switch (errno) {
      case 1 -> "operation not permitted";
      case 2 -> "no such file or directory";
      case 7 -> "its arguments and environment are too long";
      case 8 -> "it is neither a program for this machine nor a script with a #! line";
      case 11 -> "the limit of processes is reached (ulimit -u)";
      case 12 -> "out of memory";
      case 13 -> "permission denied";
      case 20 -> "a part of its path is not a directory";
      case 23, 24 -> "too many open files (ulimit -n)";
      case 26 -> "the file is being written";
      case 38 -> "this system is too old for it";
      default -> "error " + errno;
    };
  }

  /// One function of the C library, by name.
  static MethodHandle link(String name) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), ALL_LONG, ERRNO);
  }

  /// Whether the C library has this function.
  static boolean has(String name) {
    return LINKER.defaultLookup().find(name).isPresent();
  }

  /// Calls a linked function; every function here fails with -1 and `errno`.
  long call(MethodHandle function, long a, long b, long c, long d, long e, long f) {
    long result = raw(function, a, b, c, d, e, f);
    boolean failed = result == -1 || result == 0xFFFF_FFFFL;
    return failed ? -errno.get(ValueLayout.JAVA_INT, 0) : result;
  }

  /// Calls a linked function and gives what it returned.
  long raw(MethodHandle function, long a, long b, long c, long d, long e, long f) {
    try {
      return (long) function.invokeExact(errno, a, b, c, d, e, f);
    } catch (RuntimeException | Error unexpected) {
      throw unexpected;
    } catch (Throwable impossible) {
      throw new LinkageError("a C function threw", impossible);
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
