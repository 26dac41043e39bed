package dev.brummer.engine.log;

import dev.brummer.engine.log.assemble.LogLevelDetector;
import dev.brummer.engine.log.assemble.PackedLineEntry;
import java.util.Arrays;

/// Consecutive lines of one process that were appended together, copied out of the store. Allows
/// iteration without one object per line; a [LogCursor] refills it. Confined to one thread.
public final class LineBlock {
  private final LogLevelDetector levels = new LogLevelDetector();
  byte[] text = new byte[1 << 16];
  int[] entries = new int[1 << 8];
  int count;
  long first;
  long atMillis;
  int process;
  LogSource source = LogSource.STDOUT;

  /// See [#isPrintable].
  boolean printable;

  public int count() {
    return count;
  }

  /// Number of the first line.
  public long first() {
    return first;
  }

  public int process() {
    return process;
  }

  public long atMillis() {
    return atMillis;
  }

  public LogSource source() {
    return source;
  }

  /// The text of all lines without separators, from 0 to the end of the last line; read-only.
  public byte[] text() {
    return text;
  }

  /// Offset of the text of `line`; 0 is the first line of the block.
  public int begin(int line) {
    return line == 0 ? 0 : PackedLineEntry.end(entries[line - 1]);
  }

  public int end(int line) {
    return PackedLineEntry.end(entries[line]);
  }

  /// Whether `line` may contain escape sequences.
  public boolean isStyled(int line) {
    return PackedLineEntry.isStyled(entries[line]);
  }

  /// Whether all lines are known to be printable ASCII: this process has looked at each byte when
  /// it stored them, and nothing else has had access to them since.
  public boolean isPrintable() {
    return printable;
  }

  /// Whether any line of the block was cut.
  public boolean hasCutLine() {
    return PackedLineEntry.isCut(anyFlags());
  }

  /// Whether any line of the block may contain escape sequences.
  public boolean hasStyledLine() {
    return PackedLineEntry.isStyled(anyFlags());
  }

  private int anyFlags() {
    int all = 0;
    for (int i = 0; i < count; i++) {
      all |= entries[i];
    }
    return all;
  }

  /// Copies one line.
  public StoredLine line(int line) {
    int entry = entries[line];
    return new StoredLine(
        first + line,
        process,
        atMillis,
        levels.level(entry, text, begin(line), PackedLineEntry.end(entry)),
        source,
        PackedLineEntry.isCut(entry),
        Arrays.copyOfRange(text, begin(line), PackedLineEntry.end(entry)));
  }

  /// Copies the lines `[from, to)` of a block.
  void fill(BlockView block, int from, int to) {
    printable = false;
    count = to - from;
    first = block.first() + from;
    atMillis = block.atMillis();
    process = block.process();
    source = block.source();
    if (entries.length < count) {
      entries = new int[Math.max(count, entries.length * 2)];
    }
    block.copyEntries(from, count, entries);
    int base = block.begin(from);
    int size = PackedLineEntry.end(entries[count - 1]) - base;
    if (text.length < size) {
      text = new byte[Math.max(size, text.length * 2)];
    }
    block.copyText(base, size, text);
    for (int i = 0; base > 0 && i < count; i++) {
      entries[i] -= base;
    }
  }
}
