package dev.brummer.app.operation;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Waits for a condition.
///
/// @param names names, globs and groups that must all meet it; empty for all running processes
/// @param condition see [WaitCondition#parse]
/// @param cursor for conditions on events (`log:`, `request`, `no-new-errors`): counts what came
///   after it. Null: `log:` counts the lines since the last start of each process, so that a start
///   and a wait for its line can follow each other; the others count what comes from now on
public record WaitRequest(
    List<String> names, WaitCondition condition, Duration timeout, @Nullable String cursor) {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  public WaitRequest {
    names = List.copyOf(names);
  }

  boolean hasCursor() {
    return cursor != null && !cursor.isBlank();
  }
}
