package dev.brummer.engine.log;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Reads the segments of a session back, one that was killed while it wrote included.
///
/// Every block is followed by its size and must go on with the number where the last one ended; in
/// the newest segment its checksum must hold too. What does not is torn: the segment ends there,
/// after those lines of the block that are whole. That shows because no stored text holds NUL,
/// which is what a file has where nothing was written.
final class SessionRecovery {
  private final BufferPool pool;
  private final ProcessCounters lineCounts;
  private final ProcessCounters byteCounts;
  private final Consumer<String> onWarning;
  private final Block block = new Block();
  private final CRC32C crc = new CRC32C();

  /// Lines below this are in the counters.
  private long countedTo;

  SessionRecovery(
      BufferPool pool, ProcessCounters lines, ProcessCounters bytes, Consumer<String> onWarning) {
    this.pool = pool;
    this.lineCounts = lines;
    this.byteCounts = bytes;
    this.onWarning = onWarning;
  }

  /// @param known segments that were read before, oldest first: all but the newest are taken as
  ///   they are, and that too if its file has not grown
  Segment[] read(Path session, Segment[] known) throws IOException {
    List<Path> files = LogSession.segments(session);
    countedTo = known.length == 0 ? 0 : known[known.length - 1].end();
    List<Segment> segments = new ArrayList<>();
    for (Path file : files) {
      Segment segment = unchanged(file, known);
      if (segment == null) {
        segment = open(file);
        if (segment != null && !indexBlocks(segment, file, file.equals(files.getLast()))) {
          segment.close();
          segment = null;
        }
      }
      if (segment != null) {
        segments.add(segment);
      }
    }
    return segments.toArray(Segment[]::new);
  }

  private static @Nullable Segment unchanged(Path file, Segment[] known) throws IOException {
    for (int i = 0; i < known.length; i++) {
      if (file.equals(known[i].path())) {
        return i < known.length - 1 || Files.size(file) == known[i].used() ? known[i] : null;
      }
    }
    return null;
  }

  private @Nullable Segment open(Path file) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(Segment.HEADER).order(ByteOrder.LITTLE_ENDIAN);
    if (!Files.exists(file)) {
      return null; // its writer needed room
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      int read = channel.read(head, 0);
      long size = channel.size();
      boolean valid = read == Segment.HEADER && head.getLong(0) == Segment.MAGIC;
      if (valid && size <= Integer.MAX_VALUE) {
        return Segment.existing(
            head.getLong(Segment.FIRST_OFFSET), (int) size, file, pool, onWarning);
      }
    }
    if (head.position() > 0) {
      onWarning.accept("The log file " + file + " is none of this version and was left out.");
    }
    return null;
  }

  /// False if the segment holds no line.
  private boolean indexBlocks(Segment segment, Path file, boolean newest) {
    MemorySegment memory = segment.pin();
    if (memory == null) {
      return false;
    }
    try {
      int at = Segment.HEADER;
      long number = segment.first();
      while (at < memory.byteSize() && isWhole(memory, at, number, newest)) {
        segment.index(number, at);
        count(block.count(), number);
        number += block.count();
        at = block.next();
      }
      if (at < memory.byteSize()) {
        onWarning.accept("The log file " + file + " is torn and ends with its last whole line.");
        number += recoverTornBlock(segment, memory, at, number);
      }
      segment.publish(number);
      return number > segment.first();
    } finally {
      segment.unpin();
    }
  }

  private void count(int count, long number) {
    if (number < countedTo) {
      return;
    }
    lineCounts.add(block.process(), count);
    byteCounts.add(block.process(), block.end(count - 1));
  }

  private boolean isWhole(MemorySegment memory, int at, long number, boolean newest) {
    if (!isHeaderValid(memory, at, number) || at + (long) block.size() > memory.byteSize()) {
      return false;
    }
    int text = block.size() - Block.HEADER - block.count() * Integer.BYTES;
    return block.end(block.count() - 1) == text && (!newest || checksum(memory) == block.crc());
  }

  /// Moves to the block at `at`; false if its head and its entries cannot be right.
  private boolean isHeaderValid(MemorySegment memory, int at, long number) {
    block.moveTo(memory, at);
    if (at + Block.HEADER > memory.byteSize() || block.first() != number) {
      return false;
    }
    long text = at + Block.HEADER + (long) block.count() * Integer.BYTES;
    if (block.count() <= 0 || text > memory.byteSize() || block.size() < text - at) {
      return false;
    }
    int end = 0;
    for (int i = 0; i < block.count(); i++) {
      if (block.end(i) < end || block.end(i) > block.size() - (text - at)) {
        return false;
      }
      end = block.end(i);
    }
    return true;
  }

  private int checksum(MemorySegment memory) {
    crc.reset();
    long from = block.offset() + (long) Block.CHECKSUM_START;
    crc.update(memory.asSlice(from, block.offset() + (long) block.size() - from).asByteBuffer());
    return (int) crc.getValue();
  }

  /// How many lines at the begin of the torn block at `at` are whole.
  private int recoverTornBlock(Segment segment, MemorySegment memory, int at, long number) {
    if (!isHeaderValid(memory, at, number)) {
      return 0;
    }
    long text = at + Block.HEADER + (long) block.count() * Integer.BYTES;
    long whole = text;
    while (whole < memory.byteSize() && memory.get(JAVA_BYTE, whole) != 0) {
      whole++;
    }
    int count = 0;
    while (count < block.count() && text + block.end(count) <= whole) {
      count++;
    }
    if (count > 0) {
      segment.index(number, at);
      count(count, number);
    }
    return count;
  }
}
