package dev.brummer.engine.log;

import dev.brummer.engine.log.assemble.LineBatch;
import dev.brummer.engine.log.assemble.LogLevelDetector;
import dev.brummer.engine.log.assemble.PackedLineEntry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

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

  private static final LogSource[] SOURCES = LogSource.values();

  /// Memory without a block.
  static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

  private final LogLevelDetector levels = new LogLevelDetector();
  private ByteBuffer memory = NO_BYTES;
  private int offset;

  /// Size of a block of `count` lines with `text` bytes.
  static int footprint(int count, int text) {
    return HEADER + (count + slices(text)) * Integer.BYTES + text + 3 & -4;
  }

  /// Number of checksummed slices of `text` bytes.
  static int slices(int text) {
    return text <= SLICE ? 0 : text + SLICE - 1 >>> SLICE_SHIFT;
  }

  /// @param memory little-endian; only absolute accesses are made, so threads can share it
  BlockView moveTo(ByteBuffer memory, int at) {
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
    return memory.getInt(offset);
  }

  int crc() {
    return memory.getInt(offset + 4);
  }

  boolean hasSlices() {
    return memory.get(offset + 27) != 0;
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
    return memory.getInt(sliceOffset(slice));
  }

  private int sliceOffset(int slice) {
    return offset + HEADER + (count() + slice) * Integer.BYTES;
  }

  long first() {
    return memory.getLong(Segment.FIRST_OFFSET) + memory.getInt(offset + 16);
  }

  long atMillis() {
    return memory.getLong(offset + 8);
  }

  int count() {
    return memory.getInt(offset + 20);
  }

  int process() {
    return memory.getInt(offset + 24) & 0xFFFF;
  }

  LogSource source() {
    int source = memory.get(offset + 26);
    return source >= 0 && source < SOURCES.length ? SOURCES[source] : LogSource.BRUMMER;
  }

  int entry(int line) {
    return memory.getInt(offset + HEADER + line * Integer.BYTES);
  }

  /// Offset of the text of `line` in the block's text.
  int begin(int line) {
    return line == 0 ? 0 : PackedLineEntry.end(entry(line - 1));
  }

  int end(int line) {
    return PackedLineEntry.end(entry(line));
  }

  void copyEntries(int from, int count, int[] target) {
    int at = offset + HEADER + from * Integer.BYTES;
    ints(at, count).get(target, 0, count);
  }

  void copyText(int from, int length, byte[] target) {
    memory.get(textOffset() + from, target, 0, length);
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
    memory.putInt(offset, footprint(count, length));
    memory.putLong(offset + 8, atMillis);
    memory.putInt(offset + 16, (int) (first - memory.getLong(Segment.FIRST_OFFSET)));
    memory.putInt(offset + 20, count);
    memory.putInt(offset + 24, process | source.ordinal() << 16 | hasSlices);
    batch.copyEntries(from, count, ints(offset + HEADER, count));
    memory.put(text, batch.text(), base, length);
  }

  void setCrc(int crc) {
    memory.putInt(offset + 4, crc);
  }

  /// Sets the checksums of all `count` slices.
  void setSliceCrcs(int[] crcs, int count) {
    ints(sliceOffset(0), count).put(crcs, 0, count);
  }

  private IntBuffer ints(int at, int count) {
    ByteBuffer bytes = memory.slice(at, count * Integer.BYTES);
    return bytes.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
  }
}
