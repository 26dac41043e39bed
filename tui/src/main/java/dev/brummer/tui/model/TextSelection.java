package dev.brummer.tui.model;

/// A piece of the log's text from one character to another, both included, whichever comes first.
///
/// @param anchorLine number of the line where it was begun
/// @param anchorIndex the character there, as the line is shown
public record TextSelection(long anchorLine, int anchorIndex, long headLine, int headIndex) {
  /// The same begun piece up to another character.
  public TextSelection extendTo(long line, int at) {
    return new TextSelection(anchorLine, anchorIndex, line, at);
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

  /// Where it begins in a line that it covers.
  public int start(long line) {
    return line > firstLine() ? 0 : isForward() ? anchorIndex : headIndex;
  }

  /// Behind its last character in a line of that length that it covers.
  public int end(long line, int length) {
    int last = isForward() ? headIndex : anchorIndex;
    return line < lastLine() ? length : Math.min(length, last + 1);
  }
}
