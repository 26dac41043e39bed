package dev.brummer.engine.log.assemble;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Whole lines cut from one chunk of a child's output, ready for the store; reused for the next
/// chunk: [LineAssembler#feed] empties it first. Confined to the thread of its reader.
public final class LineBatch {
  public byte[] bytes = new byte[1 << 12];

  /// One [LineFlags] a line; its end counts from the begin of `bytes`.
  public int[] entries = new int[1 << 6];

  public int count;
  public int size;

  private final LogLevelDetector levelDetector = new LogLevelDetector();
  private final RepeatDetector repeats = new RepeatDetector();

  /// Lines in this batch.
  public int count() {
    return count;
  }

  /// Bytes of text in this batch, line ends not counted.
  public int size() {
    return size;
  }

  /// The text of one line without escape sequences; bad bytes become U+FFFD.
  public String plain(int line) {
    byte[] text = Arrays.copyOfRange(bytes, begin(line), LineFlags.end(entries[line]));
    return new String(AnsiStripper.strip(text), StandardCharsets.UTF_8);
  }

  void clear() {
    count = 0;
    size = 0;
  }

  /// Where a line begins in `bytes`.
  int begin(int line) {
    return line == 0 ? 0 : LineFlags.end(entries[line - 1]);
  }

  /// This line will be the first of a block.
  public void beginBlock(int line) {
    if (line > 0) {
      int before = entries[line - 1];
      entries[line] |= RepeatDetector.repeatBits(bytes, begin(line - 1), before, entries[line]);
    }
  }

  /// Fills in what is known of the lines by looking at them.
  public void classify() {
    repeats.mark(this);
    int from = 0;
    for (int i = 0; i < count; i++) {
      int entry = entries[i];
      int end = LineFlags.end(entry);
      entries[i] =
          LineFlags.withLevel(
              entry, levelDetector.detect(bytes, from, end, LineFlags.isStyled(entry)));
      from = end;
    }
  }

  /// Makes room for `more` bytes behind the text that is there.
  void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }

  /// The bytes from `size` to `end` are the next line.
  void add(int end, int flags) {
    if (count == entries.length) {
      entries = Arrays.copyOf(entries, count * 2);
    }
    entries[count++] = end | flags;
    size = end;
  }
}
