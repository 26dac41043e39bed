package dev.brummer.app.operation.request;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks what an edit has changed.
///
/// @param names names, globs and groups; empty for all running processes
/// @param cursor reports what came after it; null: after the last check of the same client, or else
///   what is wrong now
/// @param grace time for a tool to notice the edit
/// @param timeout maximum wait for the processes to settle
public record CheckRequest(
    List<String> names, @Nullable String cursor, Duration grace, Duration timeout) {
  public static final Duration DEFAULT_GRACE = Duration.ofMillis(1500);
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  public CheckRequest {
    names = List.copyOf(names);
  }

  /// All processes since a cursor, with the default times.
  public static CheckRequest since(@Nullable String cursor) {
    return new CheckRequest(List.of(), cursor, DEFAULT_GRACE, DEFAULT_TIMEOUT);
  }
}
