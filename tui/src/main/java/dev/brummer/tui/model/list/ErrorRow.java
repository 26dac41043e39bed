package dev.brummer.tui.model.list;

import dev.brummer.engine.event.Event;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A distinct error and how often it came.
public final class ErrorRow {
  private final long firstMillis;
  private Event.ErrorDetected last;
  private int count = 1;

  ErrorRow(Event.ErrorDetected first) {
    this.firstMillis = first.atMillis();
    this.last = first;
  }

  void again(Event.ErrorDetected event) {
    last = event;
    count++;
  }

  /// How an error stands to the newest start of its process.
  public enum Seen {
    /// The process has not been started again.
    EVER,
    /// Not before it.
    NEW,
    /// Before it and since.
    AGAIN,
    /// Not since.
    BEFORE;

    /// `new`, `again`, `before`; empty for [#EVER].
    public String word() {
      return this == EVER ? "" : name().toLowerCase(Locale.ROOT);
    }
  }

  /// @param process whose error it is, null if unknown
  public Seen seen(@Nullable ProcessRow process) {
    if (process == null || process.info().runNumber() <= 1) {
      return Seen.EVER;
    }
    long started = process.info().startedMillis();
    return firstMillis >= started
        ? Seen.NEW
        : last.atMillis() >= started ? Seen.AGAIN : Seen.BEFORE;
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
