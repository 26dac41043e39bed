package dev.brummer.engine.process.child;

/// Takes what one stream of a child prints. Called by the child's reader only.
public interface OutputSink {
  /// The next `length` bytes, cut anywhere. May wait: that is the back-pressure to the child.
  void feed(byte[] bytes, int length);

  /// Whether lines are held back until [#flushPending] or what comes next.
  boolean hasPendingRows();

  /// Nothing has come for a while: lines held back are over.
  void flushPending();

  /// The child has ended: a line without an end is over, too. More may follow from what it has left
  /// behind.
  void end();
}
