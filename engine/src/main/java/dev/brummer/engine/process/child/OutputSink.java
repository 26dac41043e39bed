package dev.brummer.engine.process.child;

/// Receives the output of one stream of a child. Called on the child's reader thread only.
public interface OutputSink {
  /// Receives the next `length` bytes, from the index `from` on, split at arbitrary positions. May
  /// block, which is the back-pressure on the child. The array is the caller's.
  void feed(byte[] bytes, int from, int length);

  /// Whether rows are held until [#flushPending] or more output.
  boolean hasPendingRows();

  /// Completes the held rows after a period of silence.
  void flushPending();

  /// Completes an unterminated line at the exit of the child. Output of orphaned processes may
  /// follow.
  void end();
}
