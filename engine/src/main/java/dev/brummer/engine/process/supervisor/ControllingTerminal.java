package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.os.Libc;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Settings and size of the controlling terminal of this process, without starting `stty`.
///
/// Settings are text in the format of `stty -g`: the four flag words and the control characters in
/// hexadecimal. Stateless; any thread.
public final class ControllingTerminal {
  private static final long TCGETS = 0x5401;
  private static final long TCSETSW = 0x5403;
  private static final long TIOCGWINSZ = 0x5413;

  /// The kernel's `struct termios`: four words of flags, the line discipline, 19 control
  /// characters.
  private static final int FLAG_WORDS = 4;

  private static final int INPUT_FLAGS = 0;
  private static final int LOCAL_FLAGS = 3;
  private static final int CHARACTERS_OFFSET = 17;
  private static final int KERNEL_CHARACTERS = 19;

  /// Number of control characters that `stty -g` prints; the kernel knows fewer.
  private static final int STTY_CHARACTERS = 32;

  private static final int ICRNL = 0x100;
  private static final int IXON = 0x400;
  private static final int ISIG = 0x1;
  private static final int ICANON = 0x2;
  private static final int ECHO = 0x8;
  private static final int IEXTEN = 0x8000;
  private static final int VTIME = 5;
  private static final int VMIN = 6;

  private ControllingTerminal() {}

  /// What is done with the open terminal.
  private interface Use<T> {
    T with(Libc libc, int terminal, MemorySegment memory) throws IOException;
  }

  /// The current settings.
  ///
  /// @throws IOException if there is no terminal
  public static String settings() throws IOException {
    return use((libc, terminal, memory) -> {
      check(libc.ioctl(terminal, TCGETS, memory.address()));
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < FLAG_WORDS; i++) {
        text.append(Integer.toHexString(flags(memory, i))).append(':');
      }
      for (int i = 0; i < STTY_CHARACTERS; i++) {
        int character = i < KERNEL_CHARACTERS ? character(memory, i) : 0;
        text.append(Integer.toHexString(character)).append(i < STTY_CHARACTERS - 1 ? ":" : "");
      }
      return text.toString();
    });
  }

  /// Restores settings, after what has been written to the terminal is shown.
  ///
  /// @throws IOException if there is no terminal, or the text is none of [#settings]
  public static void restore(String settings) throws IOException {
    String[] words = settings.split(":");
    if (words.length != FLAG_WORDS + STTY_CHARACTERS) {
      throw new IOException("no settings of a terminal: " + settings);
    }
    change(memory -> {
      for (int i = 0; i < FLAG_WORDS; i++) {
        flags(memory, i, Integer.parseUnsignedInt(words[i], 16));
      }
      for (int i = 0; i < KERNEL_CHARACTERS; i++) {
        character(memory, i, Integer.parseInt(words[FLAG_WORDS + i], 16));
      }
    });
  }

  /// Turns line editing, echo, signal keys and flow control off, and maps CR to LF so that Enter
  /// has one code everywhere.
  ///
  /// @throws IOException if there is no terminal
  public static void enterRawMode() throws IOException {
    change(memory -> {
      flags(memory, INPUT_FLAGS, flags(memory, INPUT_FLAGS) & ~IXON | ICRNL);
      int local = flags(memory, LOCAL_FLAGS) & ~(ISIG | ICANON | ECHO | IEXTEN);
      flags(memory, LOCAL_FLAGS, local);
      character(memory, VMIN, 1);
      character(memory, VTIME, 0);
    });
  }

  /// Rows and columns, each 0 if unknown.
  ///
  /// @throws IOException if there is no terminal
  public static int[] size() throws IOException {
    return use((libc, terminal, memory) -> {
      check(libc.ioctl(terminal, TIOCGWINSZ, memory.address()));
      return new int[] {unsignedShort(memory, 0), unsignedShort(memory, 2)};
    });
  }

  /// A change of the settings in memory.
  private interface Change {
    void apply(MemorySegment memory);
  }

  private static void change(Change change) throws IOException {
    boolean _ =
        use((libc, terminal, memory) -> {
          check(libc.ioctl(terminal, TCGETS, memory.address()));
          change.apply(memory);
          int result = -Libc.EINTR;
          while (result == -Libc.EINTR) {
            result = libc.ioctl(terminal, TCSETSW, memory.address());
          }
          check(result);
          return true;
        });
  }

  private static <T> T use(Use<T> use) throws IOException {
    try (Libc libc = new Libc()) {
      int terminal = open(libc);
      try {
        return use.with(libc, terminal, libc.allocate(64));
      } finally {
        libc.close(terminal);
      }
    }
  }

  /// Opens the terminal. The caller closes the descriptor.
  ///
  /// @throws IOException if there is no terminal
  static int open(Libc libc) throws IOException {
    int terminal = libc.open("/dev/tty", Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_CLOEXEC);
    check(terminal);
    return terminal;
  }

  private static void check(int result) throws IOException {
    if (result < 0) {
      throw new IOException("no controlling terminal");
    }
  }

  private static int flags(MemorySegment memory, int index) {
    return memory.get(ValueLayout.JAVA_INT, (long) index * Integer.BYTES);
  }

  private static void flags(MemorySegment memory, int index, int flags) {
    memory.set(ValueLayout.JAVA_INT, (long) index * Integer.BYTES, flags);
  }

  private static int character(MemorySegment memory, int index) {
    return memory.get(ValueLayout.JAVA_BYTE, (long) CHARACTERS_OFFSET + index) & 0xFF;
  }

  private static void character(MemorySegment memory, int index, int character) {
    memory.set(ValueLayout.JAVA_BYTE, (long) CHARACTERS_OFFSET + index, (byte) character);
  }

  private static int unsignedShort(MemorySegment memory, long offset) {
    return memory.get(ValueLayout.JAVA_SHORT, offset) & 0xFFFF;
  }
}
