package dev.brummer.app.operation.request;

import org.jspecify.annotations.Nullable;

/// Selects telemetry events of browser pages.
///
/// @param session empty for all
/// @param type such as "page_load", "javascript_error", "console_output"; empty for all
/// @param cursor events after it; null for all
/// @param limit maximum number of events, 1 to 500
public record PageEventQuery(String session, String type, @Nullable String cursor, int limit) {
  public static final int DEFAULT_LIMIT = 30;
  public static final int MAX_LIMIT = 500;
}
