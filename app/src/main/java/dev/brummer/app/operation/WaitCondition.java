package dev.brummer.app.operation;

import java.time.Duration;

/// A condition to wait for.
public sealed interface WaitCondition {
  /// Parses `ready`, `exit`, `healthy`, `log:REGEX`, `quiet`, `quiet:SECONDS`, `request`,
  /// `request:FILTER` or `no-new-errors`.
  ///
  /// @throws OperationException of kind `INVALID_ARGUMENT`
  static WaitCondition parse(String text) throws OperationException {
    return WaitConditionParser.parse(text);
  }

  /// The condition as it is parsed.
  String text();

  /// Ready, or exited successfully.
  record Ready() implements WaitCondition {
    @Override
    public String text() {
      return "ready";
    }
  }

  /// Exited, with any code.
  record Exited() implements WaitCondition {
    @Override
    public String text() {
      return "exit";
    }
  }

  /// Ready, settled, and without an error since its last start or rebuild.
  record Healthy() implements WaitCondition {
    @Override
    public String text() {
      return "healthy";
    }
  }

  /// A line matches a regular expression.
  record LogLine(String regex) implements WaitCondition {
    @Override
    public String text() {
      return "log:" + regex;
    }
  }

  /// No output for this time.
  record Quiet(Duration time) implements WaitCondition {
    @Override
    public String text() {
      return "quiet:" + time.toMillis() / 1000.0;
    }
  }

  /// A proxied request passes a filter, see `RequestFilter`; an empty filter passes all.
  record Request(String filter) implements WaitCondition {
    @Override
    public String text() {
      return filter.isEmpty() ? "request" : "request:" + filter;
    }
  }

  /// Everything has settled, without a new error.
  record NoNewErrors() implements WaitCondition {
    @Override
    public String text() {
      return "no-new-errors";
    }
  }
}
