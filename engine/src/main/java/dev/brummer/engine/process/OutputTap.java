package dev.brummer.engine.process;

/// Sees what one process prints, byte by byte, as its terminal would: see [Processes#attach].
///
/// Called on the thread that reads the child, which waits for it as for the log: it must return
/// soon, and must not wait for anybody. Every start of the process begins with [#started], then
/// come its recording and what it prints from then on, in order, with every change of the size in
/// between.
public interface OutputTap {
  /// A child has begun, or one that runs has been attached to.
  ///
  /// @param complete nothing it has printed is missing
  void started(boolean complete);

  /// The terminal has this size from here on.
  void resized(int columns, int rows);

  /// Printed before somebody attached; nobody waits for an answer to it any more.
  void replayed(byte[] bytes, int from, int to);

  /// Printed just now.
  ///
  /// @param bareNewLines LF stands for CR and LF: the child thinks that its terminal adds the CR
  void printed(byte[] bytes, int from, int to, boolean bareNewLines);
}
