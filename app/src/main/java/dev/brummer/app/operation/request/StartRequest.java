package dev.brummer.app.operation.request;

import java.time.Duration;
import java.util.List;

/// Starts processes that do not run.
///
/// @param names names, globs and groups
/// @param timeout of the wait
public record StartRequest(List<String> names, Until until, Duration timeout) {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  public StartRequest {
    names = List.copyOf(names);
  }

  /// What a start waits for.
  public enum Until {
    /// Ready; a process that is no server is up once it has exited successfully.
    READY,
    EXIT,
    NONE
  }
}
