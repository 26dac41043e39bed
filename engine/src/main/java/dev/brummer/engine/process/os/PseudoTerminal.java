package dev.brummer.engine.process.os;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Operations on the controlling side of a pseudo terminal. Stateless; each call takes the [Libc]
/// of the calling thread.
///
/// Output post-processing is disabled, because inserting a CR before each LF takes the kernel most
/// of the time of a write, and line assembly needs no CR. A full-screen program sets the modes that
/// it needs. IGNBRK has no effect on a pseudo terminal and marks terminals that are in this initial
/// configuration: a program that selects raw mode clears IGNBRK together with OPOST.
public final class PseudoTerminal {
  private static final long TCGETS = 0x5401;
  private static final long TCSETS = 0x5402;
  private static final long TIOCSWINSZ = 0x5414;
  private static final long TIOCSPTLCK = 0x4004_5431;
  private static final long TIOCGPTN = 0x8004_5430;

  /// Offsets in the kernel's `struct termios`.
  private static final long C_IFLAG_OFFSET = 0;

  private static final long C_OFLAG_OFFSET = 4;
  private static final int IGNBRK = 1;
  private static final int OPOST = 1;
  private static final int ONLCR = 4;

  private PseudoTerminal() {}

  /// Opens a new pseudo terminal.
  ///
  /// @return the descriptor of the controlling side: non-blocking, close-on-exec
  public static int open(Libc libc) throws LaunchException {
    int flags = Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_CLOEXEC | Libc.O_NONBLOCK;
    return (int) Libc.check(libc.open("/dev/ptmx", flags), "cannot open a pseudo terminal");
  }

  /// Unlocks the side that the child opens.
  ///
  /// @return its path
  public static String unlock(Libc libc, int fd) throws LaunchException {
    MemorySegment number = libc.scratch();
    number.set(ValueLayout.JAVA_INT, 0, 0);
    Libc.check(libc.ioctl(fd, TIOCSPTLCK, number.address()), "cannot open a pseudo terminal");
    Libc.check(libc.ioctl(fd, TIOCGPTN, number.address()), "cannot open a pseudo terminal");
    return "/dev/pts/" + number.get(ValueLayout.JAVA_INT, 0);
  }

  public static void setSize(Libc libc, int fd, int columns, int rows) {
    MemorySegment size = libc.scratch();
    size.set(ValueLayout.JAVA_LONG, 0, 0);
    size.set(ValueLayout.JAVA_SHORT, 0, (short) rows);
    size.set(ValueLayout.JAVA_SHORT, 2, (short) columns);
    libc.ioctl(fd, TIOCSWINSZ, size.address());
  }

  public static void disableOutputProcessing(Libc libc, int fd) {
    MemorySegment modes = libc.scratch();
    if (libc.ioctl(fd, TCGETS, modes.address()) >= 0) {
      int output = modes.get(ValueLayout.JAVA_INT, C_OFLAG_OFFSET);
      modes.set(ValueLayout.JAVA_INT, C_OFLAG_OFFSET, output & ~OPOST);
      int input = modes.get(ValueLayout.JAVA_INT, C_IFLAG_OFFSET);
      modes.set(ValueLayout.JAVA_INT, C_IFLAG_OFFSET, input | IGNBRK);
      libc.ioctl(fd, TCSETS, modes.address());
    }
  }

  /// Whether the program relies on its terminal to turn LF into CR LF, which
  /// [#disableOutputProcessing] prevents.
  public static boolean expectsCarriageReturns(Libc libc, int fd) {
    MemorySegment modes = libc.scratch();
    if (libc.ioctl(fd, TCGETS, modes.address()) < 0) {
      return false;
    }
    int output = modes.get(ValueLayout.JAVA_INT, C_OFLAG_OFFSET);
    boolean initial = (modes.get(ValueLayout.JAVA_INT, C_IFLAG_OFFSET) & IGNBRK) != 0;
    return initial && (output & OPOST) == 0 && (output & ONLCR) != 0;
  }
}
