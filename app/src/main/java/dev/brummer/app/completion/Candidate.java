package dev.brummer.app.completion;

import dev.brummer.engine.text.VisibleText;

/// A value that completes a word.
///
/// @param description shown beside it in zsh and fish; may be empty
record Candidate(String value, String description) {
  private static final int MAX_DESCRIPTION = 70;

  Candidate {
    description = VisibleText.bounded(description.strip(), MAX_DESCRIPTION).replace('\t', ' ');
  }

  /// Whether a terminal shows every character of the value: no control characters, no invisible
  /// ones.
  boolean isVisible() {
    return value.indexOf('\t') < 0 && VisibleText.line(value).equals(value);
  }
}
