package dev.brummer.engine.process;

import dev.brummer.engine.text.VisibleText;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Condition on another process that must hold before a start. Patterns are compared by their text
/// and flags.
///
/// @param process name of the other process
/// @param until state that the other process must reach
/// @param log pattern of the awaited line; non-null exactly for [Condition#LOG_LINE]
public record Dependency(String process, Condition until, @Nullable Pattern log) {
  public Dependency {
    if ((until == Condition.LOG_LINE) != (log != null)) {
      throw new IllegalArgumentException(process + ": " + until + " with pattern " + log);
    }
  }

  /// A dependency on any condition but [Condition#LOG_LINE].
  public Dependency(String process, Condition until) {
    this(process, until, null);
  }

  /// A dependency on an output line of the current run of the other process.
  public static Dependency onLogLine(String process, Pattern log) {
    return new Dependency(process, Condition.LOG_LINE, log);
  }

  /// The condition in words: "started", "ready", "completed", "exited" or "a line that matches up".
  public String condition() {
    return log == null
        ? until.name().toLowerCase(Locale.ROOT)
        : "a line that matches " + VisibleText.named(log.pattern());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Dependency that
        && process.equals(that.process)
        && until == that.until
        && LinePatterns.equal(log, that.log);
  }

  @Override
  public int hashCode() {
    return Objects.hash(process, until, LinePatterns.hash(log));
  }

  /// Required state of the other process.
  public enum Condition {
    /// It has a pid.
    STARTED,
    READY,
    /// It has exited successfully.
    COMPLETED,
    /// It has ended, whatever the result, and will not be restarted.
    EXITED,
    /// A line of its current run matches a pattern.
    LOG_LINE;

    /// Whether only the end of the other process meets the condition.
    public boolean isEnd() {
      return this == COMPLETED || this == EXITED;
    }
  }
}
