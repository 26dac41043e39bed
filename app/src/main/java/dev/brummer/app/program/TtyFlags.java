package dev.brummer.app.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Tells which standard streams are terminals.
///
/// The launcher passes the descriptors of terminals as digits in the system property `brummer.tty`,
/// which costs no time. Without the property, [System#console()] decides for all three streams.
public record TtyFlags(boolean inputTerminal, boolean outputTerminal, boolean errorTerminal) {
  private static final Path INPUT = Path.of("/proc/self/fd/0");

  /// Whether standard input is a file, a pipe or a socket. A terminal belongs to brummer, and
  /// `/dev/null` stands for no input.
  public static boolean inputHasData() {
    try {
      return !Files.readSymbolicLink(INPUT).startsWith("/dev");
    } catch (IOException closed) {
      return false;
    }
  }

  public static TtyFlags detect() {
    String terminals = System.getProperty("brummer.tty");
    if (terminals == null) {
      boolean all = System.console() != null && System.console().isTerminal();
      return new TtyFlags(all, all, all);
    }
    return new TtyFlags(terminals.contains("0"), terminals.contains("1"), terminals.contains("2"));
  }
}
