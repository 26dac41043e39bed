package dev.brummer.app.operation.request;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Selects log lines.
///
/// @param names names, globs and groups; empty for all processes
/// @param cursor lines after it; null: the newest lines
/// @param level minimum level: "debug", "info", "warn", "error"; empty for all lines
/// @param search text or regular expression to find; empty for all lines
/// @param regex whether `search` is a regular expression (java.util.regex)
/// @param context lines of the same process around each match, 0 to 20
/// @param limit maximum number of lines, context excluded, 1 to 2000
/// @param newestFirst order of the result
/// @param timeout of a search
public record LogRequest(
    List<String> names,
    @Nullable String cursor,
    String level,
    String search,
    boolean regex,
    int context,
    int limit,
    boolean newestFirst,
    Duration timeout) {
  public static final int DEFAULT_LIMIT = 100;
  public static final int MAX_LIMIT = 2000;
  public static final int MAX_CONTEXT = 20;
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

  public LogRequest {
    names = List.copyOf(names);
  }

  /// The newest lines of these processes.
  public static LogRequest tail(List<String> names, int limit) {
    return new LogRequest(names, null, "", "", false, 0, limit, false, DEFAULT_TIMEOUT);
  }

  /// The lines of these processes after a cursor.
  public static LogRequest after(List<String> names, String cursor, int limit) {
    return new LogRequest(names, cursor, "", "", false, 0, limit, false, DEFAULT_TIMEOUT);
  }

  /// The newest lines in which `search` is found, newest first.
  public static LogRequest search(List<String> names, String search, boolean regex, int limit) {
    return new LogRequest(names, null, "", search, regex, 0, limit, true, DEFAULT_TIMEOUT);
  }
}
