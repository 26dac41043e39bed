package dev.brummer.engine.log;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.brummer.engine.log.assemble.LineBatch;
import dev.brummer.engine.log.assemble.LogLevelDetector;
import dev.brummer.engine.log.assemble.PackedLineEntry;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// A movable view of one block of a segment: lines of one process that were appended together. All
/// numbers are little-endian.
///
///     0  int   size of the block in bytes, a multiple of 4
///     4  int   CRC-32C of the bytes from 8 to the text, and of the text if there are no slices
///     8  long  time of the append, milliseconds since the epoch
///     16 int   number of the first line, relative to the first line of the segment
///     20 int   number of lines
///     24 short process
///     26 byte  source
///     27 byte  1 if there are slices, else 0
///     28 int[] PackedLineEntry per line; line ends are offsets into the text
///        int[] CRC-32C per slice of [#SLICE] bytes of the text, if it is longer than one
///        text of all lines without separators, padded to a multiple of 4
///
/// The slices tell which lines of a large block are damaged. In version 2 of the format there are
/// none, the size excludes the padding, and the checksum is of all bytes from 8 on.
final class BlockView {
  static final int HEADER = 28;

  /// Offset of the checksummed part.
  static final int CHECKSUM_START = 8;

  /// Bytes of text per checksum.
  static final int SLICE = 1 << 11;

  private static final int SLICE_SHIFT = 11;

  private static final ValueLayout.OfInt INT =
      JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final LogSource[] SOURCES = LogSource.values();

  private final LogLevelDetector levels = new LogLevelDetector();
  private MemorySegment memory = MemorySegment.NULL;
  private int offset;

  /// Size of a block of `count` lines with `text` bytes.
  static int footprint(int count, int text) {
    return HEADER + (count + slices(text)) * Integer.BYTES + text + 3 & -4;
  }

  /// Number of checksummed slices of `text` bytes.
  static int slices(int text) {
    return text <= SLICE ? 0 : text + SLICE - 1 >>> SLICE_SHIFT;
  }

  BlockView moveTo(MemorySegment memory, int at) {
    this.memory = memory;
    this.offset = at;
    return this;
  }

  int offset() {
    return offset;
  }

  /// Offset of the next block.
  int next() {
    return offset + (size() + 3 & -4);
  }

  int size() {
    return memory.get(INT, offset);
  }

  int crc() {
    return memory.get(INT, offset + 4);
  }

  boolean hasSlices() {
    return memory.get(JAVA_BYTE, offset + 27) != 0;
  }

  /// Number of checksummed slices.
  int slices() {
    return hasSlices() ? slices(end(count() - 1)) : 0;
  }

  /// Offset of the text in the segment.
  int textOffset() {
    return offset + HEADER + (count() + slices()) * Integer.BYTES;
  }

  int sliceCrc(int slice) {
    return memory.get(INT, sliceOffset(slice));
  }

  private int sliceOffset(int slice) {
    return offset + HEADER + (count() + slice) * Integer.BYTES;
  }

  long first() {
    return memory.get(LONG, Segment.FIRST_OFFSET) + memory.get(INT, offset + 16);
  }

  long atMillis() {
    return memory.get(LONG, offset + 8);
  }

  int count() {
    return memory.get(INT, offset + 20);
  }

  int process() {
    return memory.get(INT, offset + 24) & 0xFFFF;
  }

  LogSource source() {
    int source = memory.get(JAVA_BYTE, offset + 26);
    return source >= 0 && source < SOURCES.length ? SOURCES[source] : LogSource.BRUMMER;
  }

  int entry(int line) {
    return memory.get(INT, offset + HEADER + line * Integer.BYTES);
  }

  /// Offset of the text of `line` in the block's text.
  int begin(int line) {
    return line == 0 ? 0 : PackedLineEntry.end(entry(line - 1));
  }

  int end(int line) {
    return PackedLineEntry.end(entry(line));
  }

  void copyEntries(int from, int count, int[] target) {
    MemorySegment.copy(memory, INT, offset + HEADER + from * Integer.BYTES, target, 0, count);
  }

  void copyText(int from, int length, byte[] target) {
    MemorySegment.copy(memory, JAVA_BYTE, textOffset() + from, target, 0, length);
  }

  StoredLine line(int line) {
    int begin = begin(line);
    int entry = entry(line);
    byte[] text = new byte[PackedLineEntry.end(entry) - begin];
    copyText(begin, text.length, text);
    return line(line, entry, text);
  }

  StoredLine line(int line, int entry, byte[] text) {
    return new StoredLine(
        first() + line,
        process(),
        atMillis(),
        levels.level(entry, text, 0, text.length),
        source(),
        PackedLineEntry.isCut(entry),
        text);
  }

  /// Writes the lines `[from, to)` of `batch` as a block at this offset. [BlockChecksum#seal] adds
  /// the checksums.
  void write(
      LineBatch batch, int from, int to, long first, long atMillis, int process, LogSource source) {
    int count = to - from;
    int base = batch.begin(from);
    int length = PackedLineEntry.end(batch.entry(to - 1)) - base;
    int slices = slices(length);
    int text = offset + HEADER + (count + slices) * Integer.BYTES;
    int hasSlices = slices > 0 ? 1 << 24 : 0;
    memory.set(INT, offset, footprint(count, length));
    memory.set(LONG, offset + 8, atMillis);
    memory.set(INT, offset + 16, (int) (first - memory.get(LONG, Segment.FIRST_OFFSET)));
    memory.set(INT, offset + 20, count);
    memory.set(INT, offset + 24, process | source.ordinal() << 16 | hasSlices);
    batch.copyEntries(from, count, memory, INT, offset + HEADER);
    MemorySegment.copy(batch.text(), base, memory, JAVA_BYTE, text, length);
  }

  void setCrc(int crc) {
    memory.set(INT, offset + 4, crc);
  }

  /// Sets the checksums of all `count` slices.
  void setSliceCrcs(int[] crcs, int count) {
    MemorySegment.copy(crcs, 0, memory, INT, sliceOffset(0), count);
  }
}
