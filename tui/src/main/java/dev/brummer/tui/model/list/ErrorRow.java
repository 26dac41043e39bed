package dev.brummer.tui.model.list;

import dev.brummer.engine.event.Event;
import org.jspecify.annotations.Nullable;

/// A distinct error and its occurrences.
public final class ErrorRow {
  private final long firstMillis;
  private final boolean test;
  private Event.ErrorDetected last;
  private int count;
  private boolean acknowledged;
  private boolean healed;

  /// Position of the newest occurrence in the order of events.
  private long number;

  ErrorRow(Event.ErrorDetected first, boolean test, long number) {
    this.test = test;
    this.firstMillis = first.atMillis();
    this.last = first;
    this.count = first.count();
    this.number = number;
  }

  void repeat(Event.ErrorDetected event, long at) {
    last = event;
    count += event.count();
    acknowledged = false;
    healed = false;
    number = at;
  }

  boolean isTest() {
    return test;
  }

  /// Marks the error as healed if it has not occurred since a position.
  void healBefore(long position) {
    healed |= number < position;
  }

  /// Whether its process has built, updated or restarted since without this error.
  public boolean isHealed() {
    return healed;
  }

  /// Replaces the newest occurrence by a more detailed one.
  void replace(Event.ErrorDetected event) {
    last = event;
  }

  void acknowledge() {
    acknowledged = true;
  }

  /// True if the error is hidden until it occurs again.
  boolean isAcknowledged() {
    return acknowledged;
  }

  /// Occurrences of an error relative to the last start of its process, and whether it is healed.
  public enum Recency {
    /// The process has not been restarted.
    NOT_RESTARTED(""),
    /// First seen after the restart.
    NEW("new"),
    /// Seen before the restart and again after it.
    RECURRING("again"),
    /// Healed, or not seen since the restart.
    HEALED("healed");

    private final String label;

    Recency(String label) {
      this.label = label;
    }

    /// A word for the error list; empty for [#NOT_RESTARTED].
    public String label() {
      return label;
    }
  }

  /// @param process the process of the error, null if unknown
  public Recency recency(@Nullable ProcessRow process) {
    if (healed) {
      return Recency.HEALED;
    }
    if (process == null || process.info().runNumber() <= 1) {
      return Recency.NOT_RESTARTED;
    }
    long started = process.info().startedMillis();
    return firstMillis >= started
        ? Recency.NEW
        : last.atMillis() >= started ? Recency.RECURRING : Recency.HEALED;
  }

  /// The process that has printed the error or serves its page.
  public int process() {
    return last.process();
  }

  /// Whether the error occurred in a browser page.
  public boolean isInBrowser() {
    return last.source() == Event.ErrorDetected.Source.BROWSER;
  }

  public int count() {
    return count;
  }

  public String type() {
    return last.type();
  }

  public String message() {
    return last.message();
  }

  public @Nullable String location() {
    return last.location();
  }

  /// First line of the newest occurrence in the log.
  public long line() {
    return last.line();
  }

  /// Number of lines of that occurrence.
  public int lines() {
    return last.lines();
  }

  public long firstMillis() {
    return firstMillis;
  }

  public long lastMillis() {
    return last.atMillis();
  }
}
