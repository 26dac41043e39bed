package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.LibraryFrames;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.event.Event.ErrorDetected;
import dev.brummer.engine.event.Event.ErrorDetected.Severity;
import org.jspecify.annotations.Nullable;

/// The lines of one error while they arrive. A subclass decides which lines belong to the block and
/// extracts type, message and location; this class counts the lines and creates the event.
abstract class ErrorBlock {
  /// Whether a line belongs to a block.
  enum Membership {
    YES,
    /// Belongs to it if a later line does and no other block begins here.
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

  /// Classifies the next line of the process.
  abstract Membership classify(ScannedLine line);

  /// False if the block turned out not to be an error. Evaluated when the block ends.
  boolean isConfirmed() {
    return !message.isEmpty();
  }

  /// True for a stack trace, which may explain the log line directly above it.
  boolean explainsPrevious() {
    return false;
  }

  /// True for a log line that a following stack trace may explain.
  boolean isExplainable() {
    return false;
  }

  /// Classifies the next line and counts it.
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

  /// Absorbs the lines of the preceding block.
  final void mergePrevious(ErrorBlock previous) {
    firstLine = previous.firstLine;
    lines += previous.lines + previous.pending;
  }

  final void setTypeAndMessage(String type, @Nullable String message) {
    this.type = type;
    setMessage(message);
  }

  final void setMessage(@Nullable String text) {
    String full = text == null || text.isBlank() ? type : text.strip();
    message = full.length() > MAX_MESSAGE_LENGTH ? full.substring(0, MAX_MESSAGE_LENGTH) : full;
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

  /// Adds a stack frame; frames are added from the innermost outwards. The location is the first
  /// frame in project code, or the first frame if there is none.
  final void addFrame(String location) {
    addFrame(location, !LibraryFrames.matches(location));
  }

  final void addFrame(String frame, boolean projectCode) {
    if (location == null || (projectCode && !inProject)) {
      setLocation(frame, projectCode);
    }
  }

  final void setLocation(String location, boolean projectCode) {
    this.location = location;
    inProject = projectCode;
  }

  final void clearLocation() {
    location = null;
    inProject = false;
  }

  /// Lets any frame in project code replace the location; one outside of the project is forgotten.
  final void distrustLocation() {
    if (!inProject) {
      location = null;
    }
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
