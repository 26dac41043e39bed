package dev.brummer.engine.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Divides the bytes of a segment file into intact and damaged extents.
///
/// An intact block has matching checksums and follows the block before it. Behind any other bytes
/// the scan continues at the next offset that holds a block with a matching checksum. Stored text
/// contains no NUL and every block header does, so no text that a process prints is taken for a
/// block. A block that the end of the file or zeros cut off is torn, not damaged: its writer was
/// killed, or the machine lost power.
///
/// Confined to one thread.
final class SegmentScanner {
  /// Bytes checksummed in search of a block, as a multiple of the size of the file; bounds the time
  /// that a forged file can cost.
  private static final int MAX_CHECKED_SHARE = 16;

  private static final int PAGE = 4096;

  private final ByteBuffer memory;
  private final ByteBuffer bytes;
  private final int size;
  private final boolean version2;
  private final BlockView block = new BlockView();
  private final BlockChecksum checksum = new BlockChecksum();
  private final List<Extent> extents = new ArrayList<>();
  private long checkable;

  /// @param first number of the first line; overrides the one in the header
  SegmentScanner(ByteBuffer memory, boolean version2, long first) {
    this.memory = memory;
    this.bytes = memory.duplicate();
    this.size = memory.capacity();
    this.version2 = version2;
    this.checkable = (long) size * MAX_CHECKED_SHARE;
    memory.putLong(Segment.FIRST_OFFSET, first);
  }

  /// Consecutive bytes of a segment.
  sealed interface Extent {
    /// Number of the first line.
    long first();

    /// Number after the last line.
    long end();

    /// Adds the lines that can be read to the index of the segment. A method of each record: a
    /// switch over their types would generate a class at run time, before the first line is
    /// printed.
    default void index(Segment segment, ByteBuffer memory) {}
  }

  /// Intact blocks in `[from, to)`.
  record Intact(int from, int to, long first, long end) implements Extent {
    @Override
    public void index(Segment segment, ByteBuffer memory) {
      segment.indexBlocks(memory, from, to);
    }
  }

  /// A block whose text is damaged, or all of it.
  record Damaged(int at, long first, long end, boolean wholeBlock) implements Extent {}

  /// The complete lines of a torn block.
  ///
  /// @param trusted number after the last line that is known to be undamaged
  record Torn(int at, long first, long trusted, long end) implements Extent {
    @Override
    public void index(Segment segment, ByteBuffer memory) {
      if (end > first) {
        segment.index(first, at);
      }
    }
  }

  /// Bytes that hold no block, instead of the lines `[first, end)`. At the end of the file their
  /// number is unknown, and `end` is `first`.
  record Lost(long first, long end) implements Extent {}

  /// Scans the whole file.
  List<Extent> scan() {
    int at = version2 ? Segment.HEADER_2 : Segment.HEADER;
    long number = memory.getLong(Segment.FIRST_OFFSET);
    while (at < size) {
      int valid = at;
      if (!isValid(at, number)) {
        valid = nextValid(at + 1, number);
        if (valid == size) {
          addTail(at, number);
          return extents;
        }
      }
      long first = block.moveTo(memory, valid).first();
      if (valid > at || first > number) {
        addDamage(at, valid, number, first);
      }
      block.moveTo(memory, valid);
      number = first + block.count();
      at = block.next();
      int intactTo = addBlock(valid, at, first, number);
      if (intactTo < at) {
        int again = nextValid(intactTo, first);
        if (again < size && block.moveTo(memory, again).first() == first) {
          extents.removeLast(); // an incomplete copy of this block
          number = first;
          at = again;
        } else {
          at = Math.min(at, again); // bytes may be missing from the text
        }
      }
    }
    return extents;
  }

  /// @return end of the intact bytes
  private int addBlock(int from, int to, long first, long end) {
    int intactTo = intactEnd();
    if (intactTo < to) {
      extents.add(new Damaged(from, first, end, false));
    } else if (!extents.isEmpty()
        && extents.getLast() instanceof Intact last
        && last.end == first
        && last.to == from) {
      extents.set(extents.size() - 1, new Intact(last.from, to, last.first, end));
    } else {
      extents.add(new Intact(from, to, first, end));
    }
    return intactTo;
  }

  /// Adds what is before the valid block at `valid`.
  private void addDamage(int at, int valid, long number, long next) {
    boolean oneBlock =
        valid > at
            && structureEnd(at) == valid
            && number + block.moveTo(memory, at).count() == next;
    if (oneBlock) {
      extents.add(new Damaged(at, number, next, true));
    } else if (next > number) {
      extents.add(new Lost(number, next));
    }
  }

  /// Adds the end of the file, which holds no valid block.
  private void addTail(int at, long number) {
    int zeros = size;
    while (zeros > at && memory.get(zeros - 1) == 0) {
      zeros--;
    }
    int end = structureEnd(at);
    int count = end < 0 ? 0 : block.moveTo(memory, at).count();
    if (end >= 0 && end <= size && !isCutOff(zeros)) {
      extents.add(new Damaged(at, number, number + count, true));
    } else if (end >= size || (end >= 0 && zeros < size)) {
      int complete = completeLines();
      int trusted = trustedLines(complete, zeros == size && size % PAGE == 0);
      extents.add(new Torn(at, number, number + trusted, number + complete));
    } else if (zeros - at < BlockView.HEADER
        || zeros < at + (long) block.moveTo(memory, at).size()) {
      extents.add(new Torn(at, number, number, number));
    } else {
      extents.add(new Lost(number, number));
    }
  }

  /// Whether the zeros that end the file begin in the block.
  private boolean isCutOff(int zeros) {
    return zeros < block.textOffset() + block.end(block.count() - 1);
  }

  private int completeLines() {
    int text = block.textOffset();
    int completeTo = text;
    while (completeTo < size && memory.get(completeTo) != 0) {
      completeTo++;
    }
    int count = 0;
    while (count < block.count() && text + block.end(count) <= completeTo) {
      count++;
    }
    return count;
  }

  /// Number of leading lines of a torn block that are in slices with a matching checksum. A killed
  /// writer leaves whole pages; their last slice, which is incomplete, is then trusted.
  private int trustedLines(int complete, boolean wholePages) {
    if (!block.hasSlices()) {
      return wholePages ? complete : 0;
    }
    if (block.textOffset() > size || block.crc() != checksum.header(block, bytes)) {
      return 0;
    }
    int length = block.end(block.count() - 1);
    int slices = Math.max(0, size - block.textOffset()) / BlockView.SLICE;
    int intact = 0;
    while (intact < slices
        && block.sliceCrc(intact) == checksum.slice(block, bytes, length, intact)) {
      intact++;
    }
    long to = wholePages && intact == slices ? length : (long) intact * BlockView.SLICE;
    int count = 0;
    while (count < complete && block.end(count) <= to) {
      count++;
    }
    return count;
  }

  /// Offset of the next valid block, the size of the file if there is none.
  private int nextValid(int from, long number) {
    for (int at = from; at <= size - BlockView.HEADER - Integer.BYTES; at++) {
      if (isValid(at, number)) {
        return at;
      }
    }
    return size;
  }

  /// Whether a block with a matching checksum is at `at` that continues `number` or comes later.
  private boolean isValid(int at, long number) {
    if (!isPlausible(at, number)) {
      return false;
    }
    int length = block.end(block.count() - 1);
    checkable -= block.size() - (block.hasSlices() ? length : 0);
    return checkable >= 0
        && structureEnd(at) >= 0
        && block.crc() == (version2 ? checksum.whole(block, bytes) : checksum.header(block, bytes));
  }

  /// Moves to `at`; whether the fixed fields and the last entry can be those of a block.
  private boolean isPlausible(int at, long number) {
    if (at > size - BlockView.HEADER) {
      return false;
    }
    int length = block.moveTo(memory, at).size();
    if (length <= BlockView.HEADER || length > size - at) {
      return false;
    }
    int count = block.count();
    if (count <= 0 || count > (length - BlockView.HEADER) / Integer.BYTES) {
      return false;
    }
    long ahead = block.first() - number;
    return ahead >= 0
        && ahead <= size / Integer.BYTES
        && hasExpectedFlag(block.end(count - 1))
        && length == expectedSize(count, block.end(count - 1));
  }

  private boolean hasExpectedFlag(int text) {
    int flag = memory.get(block.offset() + 27);
    return flag == (!version2 && BlockView.slices(text) > 0 ? 1 : 0);
  }

  private int expectedSize(int count, int text) {
    return version2
        ? BlockView.HEADER + count * Integer.BYTES + text
        : BlockView.footprint(count, text);
  }

  /// Moves to the block at `at`.
  ///
  /// @return its end by its line ends, which may be beyond the file; -1 if the line ends are not
  ///   ascending or not in the file
  private int structureEnd(int at) {
    if (at > size - BlockView.HEADER) {
      return -1;
    }
    int count = block.moveTo(memory, at).count();
    if (count <= 0 || count > (size - at - BlockView.HEADER) / Integer.BYTES) {
      return -1;
    }
    int end = 0;
    for (int i = 0; i < count; i++) {
      if (block.end(i) < end) {
        return -1;
      }
      end = block.end(i);
    }
    return hasExpectedFlag(end) ? at + (expectedSize(count, end) + 3 & -4) : -1;
  }

  /// Offset of the first slice with a wrong checksum, or the end of the block.
  private int intactEnd() {
    int length = block.end(block.count() - 1);
    int slices = block.slices();
    for (int i = 0; i < slices; i++) {
      if (block.sliceCrc(i) != checksum.slice(block, bytes, length, i)) {
        return block.textOffset() + i * BlockView.SLICE;
      }
    }
    return block.next();
  }
}
