package dev.brummer.tui.model;

/// Selected text of the log from anchor to head, both inclusive, in either direction.
///
/// @param anchorLine line number where the selection began
/// @param anchorIndex character index in that line as displayed
public record LogTextSelection(long anchorLine, int anchorIndex, long headLine, int headIndex) {
  /// The selection with the same anchor and another head.
  public LogTextSelection extendTo(long line, int at) {
    return new LogTextSelection(anchorLine, anchorIndex, line, at);
  }

  private boolean isForward() {
    return headLine > anchorLine || headLine == anchorLine && headIndex >= anchorIndex;
  }

  public long firstLine() {
    return Math.min(anchorLine, headLine);
  }

  public long lastLine() {
    return Math.max(anchorLine, headLine);
  }

  public boolean contains(long line) {
    return line >= firstLine() && line <= lastLine();
  }

  /// The start index in a selected line.
  public int start(long line) {
    return line > firstLine() ? 0 : isForward() ? anchorIndex : headIndex;
  }

  /// The end index, exclusive, in a selected line of this length.
  public int end(long line, int length) {
    int last = isForward() ? headIndex : anchorIndex;
    return line < lastLine() ? length : Math.min(length, last + 1);
  }
}
