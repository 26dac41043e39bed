package dev.brummer.app.operation;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Waits for a condition.
///
/// @param names names, globs and groups that must all meet it; empty for all running processes
/// @param condition see [WaitCondition#parse]
/// @param cursor for conditions on events (`log:`, `request`, `no-new-errors`): counts what came
///   after it; null: what comes from now on
public record WaitRequest(
    List<String> names, WaitCondition condition, Duration timeout, @Nullable String cursor) {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  public WaitRequest {
    names = List.copyOf(names);
  }
}
