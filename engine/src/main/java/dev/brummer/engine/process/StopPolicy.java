package dev.brummer.engine.process;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a process is asked to end.
///
/// @param signal number of the signal sent to its whole tree
/// @param command run first, in the process's directory and environment, without a shell; empty for
///   none. The signal follows when it has ended, at the latest when the grace is over.
/// @param grace from being asked until the whole tree is killed
public record StopPolicy(int signal, List<String> command, Duration grace) {
  public StopPolicy {
    command = List.copyOf(command);
    if (signal < 1 || signal > 64) {
      throw new IllegalArgumentException("signal: " + signal);
    }
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace: " + grace);
    }
  }

  /// SIGTERM, then so much time.
  public static StopPolicy term(Duration grace) {
    return new StopPolicy(Signals.TERM, List.of(), grace);
  }

  public StopPolicy withGrace(Duration wanted) {
    return new StopPolicy(signal, command, wanted);
  }

  /// The number of the signal called `SIGINT`, `INT` or `int`; null if there is none.
  public static @Nullable Integer signalNamed(String name) {
    return Signals.number(name);
  }
}
