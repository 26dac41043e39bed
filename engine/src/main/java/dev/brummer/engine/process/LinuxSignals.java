package dev.brummer.engine.process;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Signal numbers and names on Linux.
public final class LinuxSignals {
  public static final int KILL = 9;
  public static final int TERM = 15;
  public static final int CONT = 18;
  public static final int STOP = 19;

  private static final String[] NAMES = {
    "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
    "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU",
    "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS"
  };

  private LinuxSignals() {}

  public static String name(int signal) {
    return signal > 0 && signal < NAMES.length ? "SIG" + NAMES[signal] : "signal " + signal;
  }

  /// The number of a signal, with or without the prefix `SIG`; null if unknown.
  public static @Nullable Integer number(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    String plain = upper.startsWith("SIG") ? upper.substring(3) : upper;
    int number = List.of(NAMES).indexOf(plain);
    return number > 0 ? number : null;
  }
}
