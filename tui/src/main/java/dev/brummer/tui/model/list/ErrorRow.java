package dev.brummer.tui.model.list;

import dev.brummer.engine.event.Event;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A distinct error and how often it came.
public final class ErrorRow {
  private final long firstMillis;
  private Event.ErrorDetected last;
  private int count = 1;
  private boolean acknowledged;

  ErrorRow(Event.ErrorDetected first) {
    this.firstMillis = first.atMillis();
    this.last = first;
  }

  void repeat(Event.ErrorDetected event) {
    last = event;
    count++;
    acknowledged = false;
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

  /// How an error stands to the newest start of its process.
  public enum Recency {
    /// The process has not been started again.
    EVER,
    /// Not before it.
    NEW,
    /// Before it and since.
    AGAIN,
    /// Not since.
    BEFORE;

    /// `new`, `again`, `before`; empty for [#EVER].
    public String label() {
      return this == EVER ? "" : name().toLowerCase(Locale.ROOT);
    }
  }

  /// @param process whose error it is, null if unknown
  public Recency recency(@Nullable ProcessRow process) {
    if (process == null || process.info().runNumber() <= 1) {
      return Recency.EVER;
    }
    long started = process.info().startedMillis();
    return firstMillis >= started
        ? Recency.NEW
        : last.atMillis() >= started ? Recency.AGAIN : Recency.BEFORE;
  }

  public int process() {
    return last.process();
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

  /// First line of its newest block in the log.
  public long line() {
    return last.line();
  }

  /// Lines of that block.
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
