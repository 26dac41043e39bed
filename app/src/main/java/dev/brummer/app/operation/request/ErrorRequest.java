package dev.brummer.app.operation.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Selects distinct errors.
///
/// @param names names, globs and groups; empty for all processes
/// @param kind "error", "browser", "test" or "build"; empty for all
/// @param cursor errors that occurred after it; null for all that are not healed
/// @param limit maximum number of errors, 1 to 500
public record ErrorRequest(List<String> names, String kind, @Nullable String cursor, int limit) {
  public static final int DEFAULT_LIMIT = 20;
  public static final int MAX_LIMIT = 500;

  public ErrorRequest {
    names = List.copyOf(names);
  }

  /// All errors.
  public static ErrorRequest all() {
    return new ErrorRequest(List.of(), "", null, DEFAULT_LIMIT);
  }
}
