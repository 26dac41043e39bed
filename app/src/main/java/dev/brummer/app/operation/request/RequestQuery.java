package dev.brummer.app.operation.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Selects proxied requests.
///
/// @param names names, globs and groups; empty for all processes
/// @param filter expression of the UI's request filter: text, `!text`, `404`, `5xx`, `>=400`,
///   `>200ms`, `>10k`, `@process`; empty for all
/// @param cursor requests after it; null for all
/// @param limit maximum number of requests, 1 to 500
public record RequestQuery(List<String> names, String filter, @Nullable String cursor, int limit) {
  public static final int DEFAULT_LIMIT = 30;
  public static final int MAX_LIMIT = 500;

  public RequestQuery {
    names = List.copyOf(names);
  }
}
