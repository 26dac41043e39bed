package dev.brummer.engine.process.os;

/// Result of a terminated child.
///
/// @param code exit code, or 128 + `signal`
/// @param signal number of the terminating signal, 0 after a normal exit
public record ExitStatus(int code, int signal) {
  private static final int SIGNAL_BASE = 128;
  private static final int SIGNAL_MASK = 0x7F;

  /// Decodes a status in the format of `wait`.
  static ExitStatus ofWaitStatus(int status) {
    int signal = status & SIGNAL_MASK;
    return signal == 0 ? new ExitStatus(status >> 8 & 0xFF, 0) : ofSignal(signal);
  }

  static ExitStatus ofSignal(int signal) {
    return new ExitStatus(SIGNAL_BASE + signal, signal);
  }
}
