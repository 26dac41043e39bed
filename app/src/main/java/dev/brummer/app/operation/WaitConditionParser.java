package dev.brummer.app.operation;

import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.VisibleText;
import java.time.Duration;
import java.util.List;

/// Parses a condition. Pure.
final class WaitConditionParser {
  private static final Duration DEFAULT_QUIET = Duration.ofSeconds(1);
  private static final double MAX_QUIET_SECONDS = 3600;
  private static final List<String> ALL =
      List.of("ready", "exit", "healthy", "log:REGEX", "quiet", "request", "no-new-errors");

  private WaitConditionParser() {}

  static WaitCondition parse(String text) throws OperationException {
    int colon = text.indexOf(':');
    String word = colon < 0 ? text : text.substring(0, colon);
    String rest = colon < 0 ? "" : text.substring(colon + 1);
    return switch (word) {
      case "ready" -> plain(text, rest, new WaitCondition.Ready());
      case "exit" -> plain(text, rest, new WaitCondition.Exited());
      case "healthy" -> plain(text, rest, new WaitCondition.Healthy());
      case "no-new-errors" -> plain(text, rest, new WaitCondition.NoNewErrors());
      case "log" -> logLine(rest);
      case "quiet" -> new WaitCondition.Quiet(rest.isEmpty() ? DEFAULT_QUIET : seconds(rest));
      case "request" -> new WaitCondition.Request(rest.strip());
      default -> throw unknown(text);
    };
  }

  private static WaitCondition plain(String text, String rest, WaitCondition condition)
      throws OperationException {
    if (!rest.isEmpty()) {
      throw unknown(text);
    }
    return condition;
  }

  private static WaitCondition logLine(String regex) throws OperationException {
    if (regex.isEmpty()) {
      throw invalid("the condition log: needs a regular expression", "write log:REGEX");
    }
    String error = new LogQuery.Search(regex, true).syntaxError();
    if (error != null) {
      throw invalid(
          "invalid regular expression " + VisibleText.quoted(regex) + ": " + error,
          "correct it, or escape special characters by \\");
    }
    return new WaitCondition.LogLine(regex);
  }

  private static Duration seconds(String text) throws OperationException {
    String number = text.endsWith("s") ? text.substring(0, text.length() - 1) : text;
    if (number.matches("\\d{1,4}(\\.\\d{1,3})?")) {
      double seconds = Double.parseDouble(number);
      if (seconds > 0 && seconds <= MAX_QUIET_SECONDS) {
        return Duration.ofMillis(Math.round(seconds * 1000));
      }
    }
    throw invalid(
        "invalid time " + VisibleText.quoted(text) + " in the condition quiet",
        "write quiet:SECONDS with 0.001 to 3600 seconds");
  }

  private static OperationException unknown(String text) {
    return invalid("unknown condition " + VisibleText.quoted(text), Suggestions.hint(text, ALL));
  }

  private static OperationException invalid(String message, String hint) {
    return new OperationException(OperationException.Kind.INVALID_ARGUMENT, message, hint);
  }
}
