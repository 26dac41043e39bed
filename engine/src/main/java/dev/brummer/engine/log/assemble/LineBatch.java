package dev.brummer.engine.log.assemble;

import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Complete lines of one chunk of output. Reused: [LineAssembler#feed] replaces its content.
/// Confined to the reader thread.
public final class LineBatch {
  byte[] bytes = new byte[1 << 12];

  /// [PackedLineEntry] of each line; line ends are offsets into `bytes`.
  int[] entries = new int[1 << 6];

  int count;
  int size;
  private boolean printable = true;

  private final RepeatDetector repeats = new RepeatDetector();

  /// Number of lines.
  public int count() {
    return count;
  }

  /// Bytes of text, line terminators excluded.
  public int size() {
    return size;
  }

  /// The text of all lines without separators, from 0 to [#size]; read-only.
  public byte[] text() {
    return bytes;
  }

  /// Whether all lines are known to be printable ASCII: nothing else was found in them.
  public boolean isPrintable() {
    return printable;
  }

  /// The [PackedLineEntry] of a line; its end is an offset into [#text].
  public int entry(int line) {
    return entries[line];
  }

  /// Copies the [PackedLineEntry] of the lines `[from, from + count)`; their ends become offsets
  /// into the text of these lines.
  public void copyEntries(int from, int count, IntBuffer target) {
    int base = begin(from);
    if (base == 0) {
      target.put(entries, from, count);
      return;
    }
    int[] moved = new int[count];
    for (int i = 0; i < count; i++) {
      moved[i] = entries[from + i] - base;
    }
    target.put(moved, 0, count);
  }

  /// The text of one line without escape sequences; invalid bytes become U+FFFD.
  public String plain(int line) {
    byte[] text = Arrays.copyOfRange(bytes, begin(line), PackedLineEntry.end(entries[line]));
    return new String(AnsiStripper.strip(text), StandardCharsets.UTF_8);
  }

  void clear() {
    count = 0;
    size = 0;
    printable = true;
  }

  /// Offset of a line in [#text].
  public int begin(int line) {
    return line == 0 ? 0 : PackedLineEntry.end(entries[line - 1]);
  }

  /// Prepares a line to be the first of a block: sets its repeat flags.
  public void beginBlock(int line) {
    if (line > 0) {
      int before = entries[line - 1];
      entries[line] |= RepeatDetector.repeatBits(bytes, begin(line - 1), before, entries[line]);
    }
  }

  /// Sets the repeat flags.
  public void markRepeats() {
    repeats.mark(this);
  }

  /// Sets the level of all lines, which is otherwise detected by readers that ask for it.
  public void setLevel(LogLevel level) {
    for (int i = 0; i < count; i++) {
      entries[i] = PackedLineEntry.withLevel(entries[i], level);
    }
  }

  /// Reserves space for `more` bytes after the current text. Grows by an eighth more: doubled, the
  /// buffers of a flood would fill the young generation several times.
  void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, size + more + (size + more) / 8);
    }
  }

  /// Adds the bytes from `size` to `end` as a line.
  void add(int end, int flags) {
    printable = false;
    addLine(end, flags);
  }

  /// Adds the bytes from `size` to `end`, which are printable ASCII, as a line.
  void addPrintable(int end) {
    addLine(end, 0);
  }

  private void addLine(int end, int flags) {
    if (count == entries.length) {
      entries = Arrays.copyOf(entries, count * 2);
    }
    entries[count++] = end | flags | PackedLineEntry.UNKNOWN_LEVEL;
    size = end;
  }
}
