package dev.brummer.engine.process;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Graceful stop of a process tree.
///
/// @param signal number of the signal sent to the whole tree
/// @param command stop command, empty for none. It runs first, in the directory and environment of
///   the process, without a shell. The signal follows when the command has exited, at the latest at
///   the end of the grace period.
/// @param grace time from the stop request to SIGKILL for the whole tree
/// @param input text written to the terminal or pipe of the process instead of the signal, such as
///   `q` or `\u0003`; empty for none. Written after the stop command, if there is one.
/// @param leaderOnly whether the signal goes to the main process only. When it has exited, the rest
///   of the tree has the rest of the grace period.
public record StopPolicy(
    int signal, List<String> command, Duration grace, String input, boolean leaderOnly) {
  public StopPolicy {
    command = List.copyOf(command);
    if (signal < 1 || signal > 64) {
      throw new IllegalArgumentException("signal: " + signal);
    }
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace: " + grace);
    }
  }

  /// A stop by signal to the whole tree.
  public StopPolicy(int signal, List<String> command, Duration grace) {
    this(signal, command, grace, "", false);
  }

  /// SIGTERM with this grace period.
  public static StopPolicy term(Duration grace) {
    return new StopPolicy(LinuxSignals.TERM, List.of(), grace);
  }

  public StopPolicy withGrace(Duration value) {
    return new StopPolicy(signal, command, value, input, leaderOnly);
  }

  public StopPolicy withInput(String value) {
    return new StopPolicy(signal, command, grace, value, leaderOnly);
  }

  public StopPolicy withLeaderOnly(boolean value) {
    return new StopPolicy(signal, command, grace, input, value);
  }

  /// The number of a signal by name (`SIGINT`, `INT` or `int`), null if unknown.
  public static @Nullable Integer signalNamed(String name) {
    return LinuxSignals.number(name);
  }
}
