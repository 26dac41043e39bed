package dev.brummer.app.completion;

import java.util.List;

/// Candidates for a word, and what the shell adds to them. Immutable.
///
/// @param candidates all of the kind, those that do not start with the word included
record Completion(Action action, List<Candidate> candidates) {
  static final Completion NONE = new Completion(Action.WORDS, List.of());

  /// What the shell does.
  enum Action {
    /// Offers the candidates.
    WORDS,
    /// Offers the candidates, without a space behind an inserted one.
    NOSPACE,
    /// Offers its own files.
    FILES,
    /// Offers its own directories.
    DIRECTORIES,
    /// Completes the words after `--` as a command of its own.
    COMMAND
  }

  Completion {
    candidates = List.copyOf(candidates);
  }

  static Completion of(List<Candidate> candidates) {
    boolean open = candidates.stream().anyMatch(it -> it.value().endsWith(":"));
    return new Completion(open ? Action.NOSPACE : Action.WORDS, candidates);
  }

  static Completion by(Action action) {
    return new Completion(action, List.of());
  }
}
