package dev.brummer.engine.process.os;

import dev.brummer.engine.process.LinuxSignals;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// C library calls that the JDK does not offer: terminals, spawning, sessions, signals.
///
/// All functions are linked with the same descriptor of `long` parameters, which costs a third of
/// linking each with its own. Integer arguments are passed in registers and superfluous ones are
/// ignored. Results follow the kernel's convention: a negative result is `-errno`.
///
/// An instance is confined to the thread that created it, unless it is [#shared], and holds `errno`
/// and the scratch memory of its calls.
public final class Libc implements AutoCloseable {
  public static final int EINTR = 4;
  public static final int EAGAIN = 11;
  private static final int ENFILE = 23;
  static final int EMFILE = 24;

  static final int O_RDONLY = 0;
  public static final int O_RDWR = 2;
  public static final int O_NOCTTY = 0x100;
  public static final int O_NONBLOCK = 0x800;
  public static final int O_CLOEXEC = 0x80000;

  private static final long WNOHANG = 1;
  private static final long WSTOPPED = 2;
  private static final long WEXITED = 4;
  private static final long WCONTINUED = 8;
  private static final long WNOWAIT = 0x0100_0000;
  private static final int CLD_EXITED = 1;
  private static final int CLD_STOPPED = 5;

  /// Offsets in the kernel's `siginfo_t` of a wait.
  private static final long SI_CODE_OFFSET = 8;

  private static final long SI_PID_OFFSET = 16;
  private static final long SI_STATUS_OFFSET = 24;

  private static final long GETTID = 186;
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
  private static final MethodHandle PRCTL = link("prctl");
  private static final MethodHandle PAGE_SIZE = link("getpagesize");

  private final Arena arena;
  private final MemorySegment errno;
  private final MemorySegment scratch;

  @SuppressWarnings("MustBeClosed") // closed by the instance
  public Libc() {
    this(Arena.ofConfined());
  }

  private Libc(Arena arena) {
    this.arena = arena;
    this.errno = arena.allocate(ERRNO_LAYOUT);
    this.scratch = arena.allocate(512, 16);
  }

  /// Creates an instance for several threads. Their caller excludes them from each other, also from
  /// [#close].
  @SuppressWarnings("MustBeClosed") // closed by the instance
  public static Libc shared() {
    return new Libc(Arena.ofShared());
  }

  /// Allocates memory with the lifetime of this instance.
  public MemorySegment allocate(long size) {
    return arena.allocate(size, 16);
  }

  /// 512 bytes for the arguments of the next call; overwritten by it.
  public MemorySegment scratch() {
    return scratch;
  }

  /// Writes a text and a NUL to the beginning of a segment. Unlike the methods of segments for
  /// strings and arrays it needs no class generated at run time.
  static void put(MemorySegment to, String text) {
    byte[] bytes = (text + '\0').getBytes(StandardCharsets.UTF_8);
    MemorySegment.copy(MemorySegment.ofArray(bytes), 0, to, 0, bytes.length);
  }

  /// Opens the file whose NUL-terminated path is at `path`.
  int open(MemorySegment path, int flags) {
    return (int) call(OPEN, path.address(), flags, 0, 0, 0, 0);
  }

  public int open(String path, int flags) {
    put(scratch, path);
    return open(scratch, flags);
  }

  /// Closes a descriptor. A second call could close an unrelated descriptor of the same number.
  public void close(int fd) {
    call(CLOSE, fd, 0, 0, 0, 0, 0);
  }

  public long read(int fd, MemorySegment into, long offset, long length) {
    return call(READ, fd, into.address() + offset, length, 0, 0, 0);
  }

  public long write(int fd, MemorySegment from, long offset, long length) {
    return call(WRITE, fd, from.address() + offset, length, 0, 0, 0);
  }

  /// Reads the target of a symbolic link.
  ///
  /// @return its length; the target is not NUL-terminated
  int readlink(MemorySegment path, MemorySegment into) {
    return (int) call(READLINK, path.address(), into.address(), into.byteSize(), 0, 0, 0);
  }

  public int poll(MemorySegment fds, int count, int timeoutMillis) {
    return (int) call(POLL, fds.address(), count, timeoutMillis, 0, 0, 0);
  }

  public int ioctl(int fd, long request, long argument) {
    return (int) call(IOCTL, fd, request, argument, 0, 0, 0);
  }

  /// Number of bytes that a pipe holds.
  public int bytesAvailable(int fd) {
    long request = 0x541B;
    scratch.set(ValueLayout.JAVA_INT, 0, 0);
    ioctl(fd, request, scratch.address());
    return scratch.get(ValueLayout.JAVA_INT, 0);
  }

  /// Whether a pipe has no writers.
  public boolean isHungUp(int pipe) {
    scratch.set(ValueLayout.JAVA_INT, 0, pipe);
    scratch.set(ValueLayout.JAVA_INT, 4, 0);
    return poll(scratch, 1, 0) > 0;
  }

  int fcntl(int fd, int operation, long argument) {
    return (int) call(FCNTL, fd, operation, argument, 0, 0, 0);
  }

  public int setNonBlocking(int fd) {
    return fcntl(fd, 4 /* F_SETFL */, O_NONBLOCK);
  }

  /// Sets the capacity of a pipe.
  ///
  /// @return the capacity, or a negative error number
  public int setPipeCapacity(int fd, int bytes) {
    return fcntl(fd, 1031 /* F_SETPIPE_SZ */, bytes);
  }

  /// Id of the calling thread.
  int threadId() {
    return (int) call(SYSCALL, GETTID, 0, 0, 0, 0, 0);
  }

  /// Lowers the priority of the calling thread. Has no effect where the system refuses.
  ///
  /// @param nice see nice(2), 0 to 19; not below the current one
  public void lowerPriority(int nice) {
    raw(Priority.SET, Priority.CALLING_THREAD, 0, nice, 0, 0, 0);
  }

  /// Linked when a thread lowers its priority.
  private static final class Priority {
    static final MethodHandle SET = link("setpriority");

    /// `PRIO_PROCESS`: on Linux, 0 is the calling thread.
    static final long CALLING_THREAD = 0;
  }

  /// Creates a close-on-exec pipe.
  ///
  /// @return {read end, write end}
  public int[] pipe() throws LaunchException {
    check(call(PIPE2, scratch.address(), O_CLOEXEC, 0, 0, 0, 0), "cannot create a pipe");
    return new int[] {scratch.get(ValueLayout.JAVA_INT, 0), scratch.get(ValueLayout.JAVA_INT, 4)};
  }

  /// Creates an event counter: a write from another thread wakes a poll.
  public int eventFd() throws LaunchException {
    return (int)
        check(call(EVENTFD, 0, O_CLOEXEC | O_NONBLOCK, 0, 0, 0, 0), "cannot create an eventfd");
  }

  public int kill(long pid, int signal) {
    return (int) call(KILL, pid, signal, 0, 0, 0, 0);
  }

  /// Kills a child or, by its negative id, a group that a child leads, and reaps the child. Does
  /// not wait for a child that cannot be killed: it would block for ever.
  ///
  /// @param pid the child or the negative id of its group
  public void killAndReap(int pid) {
    int child = Math.abs(pid);
    boolean killed = kill(pid, LinuxSignals.KILL) >= 0 || destroy(child);
    if (killed) {
      waitFor(child);
    } else {
      exitStatus(child, true);
    }
  }

  /// Kills with the JDK's own function, which works where a filter forbids ours.
  private static boolean destroy(int pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
  }

  /// Makes this process the parent of all orphans among its descendants, instead of the init
  /// process. The orphans' exits must be collected with [#exitStatus].
  public void becomeSubreaper() {
    long setChildSubreaper = 36;
    call(PRCTL, setChildSubreaper, 1, 0, 0, 0, 0);
  }

  /// Opens a descriptor for a process that is immune to reuse of its pid; readable after the exit.
  public int pidfdOpen(long pid) {
    return (int) call(SYSCALL, PIDFD_OPEN, pid, 0, 0, 0, 0);
  }

  int pidfdSignal(int pidfd, int signal) {
    return (int) call(SYSCALL, PIDFD_SEND_SIGNAL, pidfd, signal, 0, 0, 0);
  }

  /// Sets close-on-exec on all descriptors from `first` on.
  int closeOnExecFrom(int first) {
    long closeOnExec = 4;
    return (int) call(SYSCALL, CLOSE_RANGE, first, 0xFFFF_FFFFL, closeOnExec, 0, 0);
  }

  /// The exit status of a child, null while it runs.
  ///
  /// @param reap releases the pid; without it the child remains a zombie
  public @Nullable ExitStatus exitStatus(int pid, boolean reap) {
    boolean ended = waitFor(pid, WEXITED | WNOHANG | (reap ? 0 : WNOWAIT));
    return ended ? lastExitStatus() : null;
  }

  /// Blocks until a child has exited, and leaves it a zombie.
  ExitStatus awaitExit(int pid) {
    waitFor(pid, WEXITED | WNOWAIT);
    return lastExitStatus();
  }

  /// Blocks until a child has stopped (and may have been continued since) or exited.
  ///
  /// @return whether it has stopped
  boolean awaitStop(int pid) {
    return waitFor(pid, WSTOPPED | WCONTINUED | WEXITED | WNOWAIT)
        && scratch.get(ValueLayout.JAVA_INT, SI_CODE_OFFSET) >= CLD_STOPPED;
  }

  /// Waits for a child; its `siginfo_t` is in the scratch memory afterwards.
  ///
  /// @return false if there is no result or no such child
  private boolean waitFor(long pid, long options) {
    long idIsPid = 1;
    long result = -EINTR;
    while (result == -EINTR) {
      scratch.asSlice(0, 128).fill((byte) 0);
      result = call(WAITID, idIsPid, pid, scratch.address(), options, 0, 0);
    }
    return result >= 0 && scratch.get(ValueLayout.JAVA_INT, SI_PID_OFFSET) != 0;
  }

  private ExitStatus lastExitStatus() {
    boolean exited = scratch.get(ValueLayout.JAVA_INT, SI_CODE_OFFSET) == CLD_EXITED;
    int status = scratch.get(ValueLayout.JAVA_INT, SI_STATUS_OFFSET);
    return exited ? new ExitStatus(status, 0) : ExitStatus.ofSignal(status);
  }

  /// Blocks until a child has exited, and reaps it.
  public void waitFor(long pid) {
    waitFor(pid, WEXITED);
  }

  public int pageSize() {
    return (int) call(PAGE_SIZE, 0, 0, 0, 0, 0, 0);
  }

  /// Returns a successful result.
  ///
  /// @throws LaunchException for an error, with its cause in the message; a limit of descriptors is
  ///   the whole message
  public static long check(long result, String what) throws LaunchException {
    if (result < 0) {
      int errno = (int) -result;
      String cause = message(errno);
      boolean limit = errno == ENFILE || errno == EMFILE;
      throw new LaunchException("no resources", limit ? cause : what + ": " + cause);
    }
    return result;
  }

  /// Describes an error number for users.
  static String message(int errno) {
    return switch (errno) {
      case 1 -> "operation not permitted";
      case 2 -> "no such file or directory";
      case 7 -> "arguments and environment are too long";
      case 8 -> "neither an executable for this machine nor a script with a #! line";
      case 11 -> "process limit reached (ulimit -u, or pids.max of the container)";
      case 12 -> "out of memory";
      case 13 -> "permission denied";
      case 20 -> "a component of the path is not a directory";
      case ENFILE, EMFILE -> "too many open files (ulimit -n)";
      case 26 -> "the file is open for writing";
      case 28 -> "no space left on device";
      case 30 -> "read-only file system";
      case 32 -> "broken pipe";
      case 38 -> "not supported by this kernel";
      case 98 -> "address already in use";
      case 104 -> "connection reset";
      case 111 -> "connection refused";
      default -> "error " + errno;
    };
  }

  /// Initializes this class and the call path of its functions.
  public static void preload() {
    try (Libc libc = new Libc()) {
      libc.pageSize();
    }
  }

  /// Links a function of the C library.
  static MethodHandle link(String name) {
    return LinkedFunctions.of(
        name, LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), ALL_LONG, ERRNO));
  }

  static long address(String name) {
    return LINKER.defaultLookup().findOrThrow(name).address();
  }

  /// Whether the C library exports a function.
  static boolean has(String name) {
    return LINKER.defaultLookup().find(name).isPresent();
  }

  /// Calls a linked function that fails with -1 and `errno`.
  ///
  /// @return its result, or `-errno`
  long call(MethodHandle function, long a, long b, long c, long d, long e, long f) {
    long result = raw(function, a, b, c, d, e, f);
    boolean failed = result == -1 || result == 0xFFFF_FFFFL;
    return failed ? -errno.get(ValueLayout.JAVA_INT, 0) : result;
  }

  /// Calls a linked function and returns its unmodified result.
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
