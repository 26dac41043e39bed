package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.event.Event.ErrorDetected;
import dev.brummer.engine.event.Event.ErrorDetected.Severity;
import org.jspecify.annotations.Nullable;

/// An error while its lines come in. A format's subclass decides which lines belong to it and what
/// they say; this class counts them and makes the finding.
abstract class ErrorBlock {
  /// Whether a line belongs to a block.
  enum Take {
    YES,
    /// It does if a later one does and no other block begins here.
    MAYBE,
    NO
  }

  private static final int MOST_LINES = 400;
  private static final int MOST_MESSAGE = 500;

  private final int process;
  private long first;
  private final long atMillis;
  private int lines = 1;
  private int pending;

  private String type = "error";
  private String message = "";
  private Severity severity = Severity.ERROR;
  private @Nullable String location;
  private boolean own;

  ErrorBlock(ScannedLine line) {
    process = line.process();
    first = line.number();
    atMillis = line.atMillis();
  }

  /// Judges the next line of the process.
  abstract Take take(ScannedLine line);

  /// False if it turned out not to be an error.
  boolean confirmed() {
    return !message.isEmpty();
  }

  /// True for the stack of a language, which may explain a log line right above it.
  boolean explains() {
    return false;
  }

  /// True for a log line, which the block after it may explain.
  boolean explainable() {
    return false;
  }

  /// As [#take], with the counting.
  final Take feed(ScannedLine line) {
    if (lines + pending >= MOST_LINES) {
      return Take.NO;
    }
    Take take = take(line);
    switch (take) {
      case YES -> {
        lines += pending + 1;
        pending = 0;
      }
      case MAYBE -> pending++;
      case NO -> {}
    }
    return take;
  }

  /// Takes the log line above into this block.
  final void adopt(ErrorBlock above) {
    first = above.first;
    lines += above.lines + above.pending;
  }

  final void is(String type, @Nullable String message) {
    this.type = type;
    says(message);
  }

  final void says(@Nullable String text) {
    String said = text == null || text.isBlank() ? type : text.strip();
    message = said.length() > MOST_MESSAGE ? said.substring(0, MOST_MESSAGE) : said;
  }

  final void fatal() {
    severity = Severity.FATAL;
  }

  final String type() {
    return type;
  }

  final String message() {
    return message;
  }

  /// A place in the code, from the innermost outwards: the first of the project's own wins, else
  /// the first of all.
  final void frame(String place) {
    boolean ownPlace = !LibraryFrames.is(place);
    if (location == null || (ownPlace && !own)) {
      at(place, ownPlace);
    }
  }

  final void at(String place, boolean ownPlace) {
    location = place;
    own = ownPlace;
  }

  final void forgetPlace() {
    location = null;
    own = false;
  }

  final boolean hasPlace() {
    return location != null;
  }

  final ErrorDetected finding() {
    String fingerprint = Fingerprint.of(type, message, own ? location : null);
    return new ErrorDetected(
        process, first, lines, severity, type, message, location, fingerprint, atMillis);
  }
}
