package dev.brummer.engine.process;

/// Receives the raw output of one process as its terminal would.
///
/// Called on the reader thread of the child, which waits for it as it does for the log store:
/// implementations return quickly and never block. Each start of the process begins with
/// [#started]. The replay of buffered output follows, then live output, both in order and
/// interleaved with size changes.
public interface OutputTap {
  /// A child has started, or the tap was attached to a running child.
  ///
  /// @param complete the replay contains all output of the child
  void started(boolean complete);

  /// The terminal has this size for all output that follows.
  void resized(int columns, int rows);

  /// Output from before the tap was attached. Terminal queries in it must not be replied to.
  void replayed(byte[] bytes, int from, int to);

  /// Live output.
  ///
  /// @param bareLineFeeds a LF stands for CR LF: the child relies on its terminal to add the CR
  void printed(byte[] bytes, int from, int to, boolean bareLineFeeds);
}
