package dev.brummer.engine.fact;

import dev.brummer.engine.event.Event;

/// A distinct error, as of one moment.
///
/// @param id short, unique in the run
/// @param kind of the error
/// @param occurrence the newest one
/// @param count occurrences
/// @param firstSequence fact number of the first occurrence since it was last healed
/// @param lastSequence fact number of the newest occurrence
/// @param healedSequence fact number at which it was healed; 0 while it stands
/// @param firstMillis time of the very first occurrence
public record ErrorFact(
    String id,
    Kind kind,
    Event.ErrorDetected occurrence,
    long count,
    long firstSequence,
    long lastSequence,
    long healedSequence,
    long firstMillis) {
  /// Where an error comes from.
  public enum Kind {
    ERROR,
    BROWSER,
    TEST,
    /// A failed build without an error that its output describes.
    BUILD
  }

  public int process() {
    return occurrence.process();
  }

  public boolean isHealed() {
    return healedSequence > 0;
  }
}
