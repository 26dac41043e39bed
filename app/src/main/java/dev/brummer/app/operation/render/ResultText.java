package dev.brummer.app.operation.render;

import dev.brummer.app.operation.result.OperationResult;

/// Renders results as plain text for agents and terminals. Pure.
public final class ResultText {
  /// Limit of a default answer.
  public static final int DEFAULT_TOKENS = 1_500;

  private ResultText() {}

  /// The text of a result, without a newline at its end. Times are relative to `nowMillis`. What
  /// does not fit is left out and counted ("n omitted"); the first and the last line always stay.
  ///
  /// @param maxTokens upper limit of its estimated tokens, at least 50
  public static String of(OperationResult result, int maxTokens, long nowMillis) {
    throw new UnsupportedOperationException();
  }

  /// Upper estimate of the tokens of a text.
  public static int tokens(String text) {
    return (text.length() + 2) / 3;
  }

  /// What a call did, as one line for the activity of agents: "restarted web, api", "2 errors".
  public static String activity(OperationResult result) {
    throw new UnsupportedOperationException();
  }
}
