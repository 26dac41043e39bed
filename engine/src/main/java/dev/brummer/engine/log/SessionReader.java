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

/// Reads the segments of a session, including one that was killed while writing.
///
/// Each block states its size and must continue the line numbers of the previous block; in the
/// newest segment its checksum must also match. Otherwise it is torn: the segment ends after the
/// complete lines of that block. Incomplete lines are recognised because stored text never contains
/// NUL, the content of unwritten parts of a file.
final class SessionReader {
  private final BufferPool pool;
  private final PerProcessCounter lineCounts;
  private final PerProcessCounter byteCounts;
  private final Consumer<String> onWarning;
  private final BlockView block = new BlockView();
  private final CRC32C crc = new CRC32C();

  /// Lines below this number are already counted.
  private long countedTo;

  SessionReader(
      BufferPool pool,
      PerProcessCounter lines,
      PerProcessCounter bytes,
      Consumer<String> onWarning) {
    this.pool = pool;
    this.lineCounts = lines;
    this.byteCounts = bytes;
    this.onWarning = onWarning;
  }

  /// @param known segments read before, oldest first. All but the newest are reused; the newest is
  ///   reused if its file has not grown.
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
    ByteBuffer header = ByteBuffer.allocate(Segment.HEADER).order(ByteOrder.LITTLE_ENDIAN);
    if (!Files.exists(file)) {
      return null; // evicted by its writer
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      int read = channel.read(header, 0);
      long size = channel.size();
      boolean valid = read == Segment.HEADER && header.getLong(0) == Segment.MAGIC;
      if (valid && size <= Integer.MAX_VALUE) {
        return Segment.openExisting(
            header.getLong(Segment.FIRST_OFFSET), (int) size, file, pool, onWarning);
      }
    }
    if (header.position() > 0) {
      onWarning.accept("The log file " + file + " has an unsupported format and was skipped.");
    }
    return null;
  }

  /// @return false if the segment contains no line
  private boolean indexBlocks(Segment segment, Path file, boolean newest) {
    MemorySegment memory = segment.pin();
    if (memory == null) {
      return false;
    }
    try {
      int at = Segment.HEADER;
      long number = segment.first();
      while (at < memory.byteSize() && isComplete(memory, at, number, newest)) {
        segment.index(number, at);
        count(block.count(), number);
        number += block.count();
        at = block.next();
      }
      if (at < memory.byteSize()) {
        onWarning.accept("The log file " + file + " is torn; only its complete lines can be read.");
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

  private boolean isComplete(MemorySegment memory, int at, long number, boolean newest) {
    if (!isHeaderValid(memory, at, number) || at + (long) block.size() > memory.byteSize()) {
      return false;
    }
    int text = block.size() - BlockView.HEADER - block.count() * Integer.BYTES;
    return block.end(block.count() - 1) == text && (!newest || checksum(memory) == block.crc());
  }

  /// Moves to the block at `at`.
  ///
  /// @return false if its header or entries are invalid
  private boolean isHeaderValid(MemorySegment memory, int at, long number) {
    block.moveTo(memory, at);
    if (at + BlockView.HEADER > memory.byteSize() || block.first() != number) {
      return false;
    }
    long text = at + BlockView.HEADER + (long) block.count() * Integer.BYTES;
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
    long from = block.offset() + (long) BlockView.CHECKSUM_START;
    crc.update(memory.asSlice(from, block.offset() + (long) block.size() - from).asByteBuffer());
    return (int) crc.getValue();
  }

  /// Number of complete lines at the start of the torn block at `at`.
  private int recoverTornBlock(Segment segment, MemorySegment memory, int at, long number) {
    if (!isHeaderValid(memory, at, number)) {
      return 0;
    }
    long text = at + BlockView.HEADER + (long) block.count() * Integer.BYTES;
    long completeTo = text;
    while (completeTo < memory.byteSize() && memory.get(JAVA_BYTE, completeTo) != 0) {
      completeTo++;
    }
    int count = 0;
    while (count < block.count() && text + block.end(count) <= completeTo) {
      count++;
    }
    if (count > 0) {
      segment.index(number, at);
      count(count, number);
    }
    return count;
  }
}
