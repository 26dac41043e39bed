package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.ScannedLine;

/// A header followed by the frames of a stack trace. Confirmed by its header if that is
/// unambiguous, otherwise by the first frame. Lines between header and frames are tentative: they
/// belong to the block if a frame follows within a few lines.
abstract class StackTraceBlock extends ErrorBlock {
  private boolean unambiguous;
  private boolean framed;
  private int tentativeLines;

  /// @param unambiguous the header alone proves an error
  StackTraceBlock(ScannedLine line, boolean unambiguous) {
    super(line);
    this.unambiguous = unambiguous;
  }

  @Override
  boolean isConfirmed() {
    return super.isConfirmed() && (unambiguous || framed);
  }

  @Override
  boolean explainsPrevious() {
    return true;
  }

  final void markUnambiguous() {
    unambiguous = true;
  }

  final boolean isUnambiguous() {
    return unambiguous;
  }

  final boolean hasFrames() {
    return framed;
  }

  final void addStackFrame(String location) {
    framed = true;
    addFrame(location);
  }

  /// @param projectCode the frame is neither in a library nor in the platform
  final void addStackFrame(String location, boolean projectCode) {
    framed = true;
    addFrame(location, projectCode);
  }

  /// `MAYBE` for at most `max` lines before the first frame, then `NO`.
  final Membership tentative(int max) {
    return !framed && tentativeLines++ < max ? Membership.MAYBE : Membership.NO;
  }
}
