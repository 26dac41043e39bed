package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.event.Event.ErrorDetected;
import dev.brummer.engine.event.Event.ErrorDetected.Severity;
import org.jspecify.annotations.Nullable;

/// An error while its lines come in. A format's subclass decides which lines belong to it and what
/// they say; this class counts them and makes the finding.
abstract class ErrorBlock {
  /// Whether a line belongs to a block.
  enum Membership {
    YES,
    /// It does if a later one does and no other block begins here.
    MAYBE,
    NO
  }

  private static final int MAX_LINES = 400;
  private static final int MAX_MESSAGE_LENGTH = 500;

  private final int process;
  private long firstLine;
  private final long atMillis;
  private int lines = 1;
  private int pending;

  private String type = "error";
  private String message = "";
  private Severity severity = Severity.ERROR;
  private @Nullable String location;
  private boolean inProject;

  ErrorBlock(ScannedLine line) {
    process = line.process();
    firstLine = line.number();
    atMillis = line.atMillis();
  }

  /// Judges the next line of the process.
  abstract Membership classify(ScannedLine line);

  /// False if it turned out not to be an error.
  boolean isConfirmed() {
    return !message.isEmpty();
  }

  /// True for the stack of a language, which may explain a log line right above it.
  boolean explainsPrevious() {
    return false;
  }

  /// True for a log line, which the block after it may explain.
  boolean isExplainable() {
    return false;
  }

  /// As [#classify], with the counting.
  final Membership add(ScannedLine line) {
    if (lines + pending >= MAX_LINES) {
      return Membership.NO;
    }
    Membership membership = classify(line);
    switch (membership) {
      case YES -> {
        lines += pending + 1;
        pending = 0;
      }
      case MAYBE -> pending++;
      case NO -> {}
    }
    return membership;
  }

  /// Takes the log line above into this block.
  final void mergePrevious(ErrorBlock above) {
    firstLine = above.firstLine;
    lines += above.lines + above.pending;
  }

  final void setTypeAndMessage(String type, @Nullable String message) {
    this.type = type;
    setMessage(message);
  }

  final void setMessage(@Nullable String text) {
    String said = text == null || text.isBlank() ? type : text.strip();
    message = said.length() > MAX_MESSAGE_LENGTH ? said.substring(0, MAX_MESSAGE_LENGTH) : said;
  }

  final void markFatal() {
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
  final void addFrame(String place) {
    boolean ownPlace = !LibraryFrames.matches(place);
    if (location == null || (ownPlace && !inProject)) {
      setLocation(place, ownPlace);
    }
  }

  final void setLocation(String place, boolean ownPlace) {
    location = place;
    inProject = ownPlace;
  }

  final void clearLocation() {
    location = null;
    inProject = false;
  }

  final boolean hasLocation() {
    return location != null;
  }

  final ErrorDetected toEvent() {
    String fingerprint = Fingerprint.of(type, message, inProject ? location : null);
    return new ErrorDetected(
        process, firstLine, lines, severity, type, message, location, fingerprint, atMillis);
  }
}
