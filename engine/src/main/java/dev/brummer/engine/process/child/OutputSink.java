package dev.brummer.engine.process.child;

/// Receives the output of one stream of a child. Called on the child's reader thread only.
public interface OutputSink {
  /// Receives the next `length` bytes, split at arbitrary positions. May block, which is the
  /// back-pressure on the child.
  void feed(byte[] bytes, int length);

  /// Whether rows are held until [#flushPending] or more output.
  boolean hasPendingRows();

  /// Completes the held rows after a period of silence.
  void flushPending();

  /// Completes an unterminated line at the exit of the child. Output of orphaned processes may
  /// follow.
  void end();
}
