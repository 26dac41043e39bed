package dev.brummer.engine.log;

import static java.util.Objects.requireNonNull;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.log.SegmentScanner.Extent;
import dev.brummer.engine.log.SegmentScanner.Intact;
import dev.brummer.engine.log.SegmentScanner.Torn;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the segments of a session, including one that was killed while writing and one whose files
/// are damaged. Verifies the checksums of each file once, in a copy: another program may cut the
/// file meanwhile. Confined to one thread at a time.
final class SessionReader {
  /// The largest segment plus the largest line.
  private static final long MAX_FILE_BYTES = 1L << 29;

  private static final int VERSION_SHIFT = 56;

  private final BufferPool pool;
  private final PerProcessCounter lineCounts;
  private final PerProcessCounter byteCounts;
  private final Consumer<String> onWarning;
  private final BlockView block = new BlockView();
  private final BlockChecksum checksum = new BlockChecksum();

  /// Files read before.
  private Map<Path, ReadFile> known = new HashMap<>();

  /// Lines below this number are already counted.
  private long countedTo;

  /// Number after the last line of the previous file; -1 at the beginning.
  private long previousEnd;

  /// The file after the one being read.
  private @Nullable Path nextFile;

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

  /// The segments of one file.
  ///
  /// @param size size of the file when it was read
  /// @param previousEnd number after the last line of the file before
  private record ReadFile(long size, long previousEnd, boolean live, List<Segment> segments) {}

  /// Reads new and grown files.
  ///
  /// @param live whether the newest file may be in the middle of a write
  Segment[] read(Path session, boolean live) throws IOException {
    List<Path> files = LogSession.segments(session);
    Map<Path, ReadFile> read = new HashMap<>();
    List<Segment> segments = new ArrayList<>();
    previousEnd = -1;
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      boolean newest = i == files.size() - 1;
      nextFile = newest ? null : files.get(i + 1);
      ReadFile one = readUnlessKnown(file, live && newest);
      if (one != null) {
        read.put(file, one);
        segments.addAll(one.segments);
        if (!one.segments.isEmpty()) {
          previousEnd = one.segments.getLast().end();
        }
      }
    }
    countedTo = Math.max(countedTo, previousEnd);
    known = read;
    return segments.toArray(Segment[]::new);
  }

  private @Nullable ReadFile readUnlessKnown(Path file, boolean live) throws IOException {
    try {
      long size = Files.size(file);
      ReadFile before = known.get(file);
      if (before != null
          && before.size == size
          && (before.previousEnd == previousEnd || previousEnd < 0)
          && (before.live == live || isWhole(before))) {
        return before;
      }
      if (size > MAX_FILE_BYTES) {
        sayUnsupported(file);
        return null;
      }
      return new ReadFile(size, previousEnd, live, read(file, (int) size, live));
    } catch (NoSuchFileException evicted) {
      return null; // by its writer
    } catch (IOException unreadable) {
      onWarning.accept(
          "The log file "
              + file
              + " cannot be read: "
              + IoErrorMessage.of(unreadable)
              + "; its lines are not shown.");
      return null;
    }
  }

  private static boolean isWhole(ReadFile file) {
    return file.segments.size() == 1 && file.segments.getFirst().path() != null;
  }

  private void sayUnsupported(Path file) {
    onWarning.accept(
        "The log file " + file + " was skipped: it is damaged or of another version of brummer.");
  }

  private List<Segment> read(Path file, int size, boolean live) throws IOException {
    if (size < Segment.HEADER_2) {
      if (size > 0 && !live) {
        sayTorn(file);
      }
      return List.of();
    }
    try (Arena arena = Arena.ofConfined()) {
      ByteBuffer memory = allocate(arena, size);
      readFully(file, memory.duplicate());
      return read(file, memory, live);
    }
  }

  private static ByteBuffer allocate(Arena arena, int size) {
    return arena.allocate(size, Long.BYTES).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void readFully(Path file, ByteBuffer into) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (into.hasRemaining()) {
        if (channel.read(into) < 0) {
          throw new EOFException("it was cut by another program");
        }
      }
    }
  }

  private List<Segment> read(Path file, ByteBuffer memory, boolean live) {
    long magic = memory.getLong(0);
    boolean header = isHeaderIntact(memory);
    boolean version2 = !header && magic == Segment.MAGIC_2;
    long first = memory.getLong(Segment.FIRST_OFFSET);
    boolean trusted = header || (version2 && first >= Math.max(0, previousEnd));
    long from = trusted ? first : Math.max(0, previousEnd);
    List<Extent> extents = new SegmentScanner(memory, version2, from).scan();
    if (!trusted && previousEnd < 0 && !extents.isEmpty()) {
      from = Math.max(0, firstOfNextFile() - extents.getLast().end());
      extents = new SegmentScanner(memory, version2, from).scan();
    }
    if (!trusted && extents.stream().noneMatch(Intact.class::isInstance)) {
      if (!live || isOtherVersion(magic)) {
        sayUnsupported(file);
      }
      return List.of();
    }
    List<Segment> segments = new ArrayList<>();
    if (previousEnd >= 0 && from > previousEnd) {
      block.moveTo(memory, version2 ? Segment.HEADER_2 : Segment.HEADER);
      segments.add(DamagedSegment.missing(previousEnd, from, block.atMillis()));
    }
    boolean undamaged = trusted && isUndamaged(extents);
    boolean torn = !extents.isEmpty() && extents.getLast() instanceof Torn;
    boolean unsure = torn && extents.getLast() instanceof Torn t && t.trusted() < t.end();
    if (undamaged && !unsure) {
      segments.add(map(file, memory, from, extents));
    } else {
      segments.addAll(new DamagedSegment(memory).copy(extents, !live, nextFile == null));
    }
    if (!undamaged) {
      onWarning.accept("The log file " + file + " is damaged; its intact lines are shown.");
    } else if (torn && !live) {
      sayTorn(file);
    }
    segments.removeIf(segment -> segment.end() == segment.first());
    segments.forEach(segment -> countLines(segment, memory));
    return segments;
  }

  /// The number in the header of the next file, 0 if there is none.
  private long firstOfNextFile() {
    Path file = nextFile;
    if (file != null) {
      try (Arena arena = Arena.ofConfined()) {
        ByteBuffer header = allocate(arena, Segment.HEADER);
        readFully(file, header.duplicate());
        return isHeaderIntact(header) ? header.getLong(Segment.FIRST_OFFSET) : 0;
      } catch (IOException unreadable) {
        return 0; // reported when it is read
      }
    }
    return 0;
  }

  private boolean isHeaderIntact(ByteBuffer memory) {
    if (memory.capacity() < Segment.HEADER) {
      return false;
    }
    long magic = memory.getLong(0);
    memory.putLong(0, Segment.MAGIC);
    int crc = checksum.of(memory.duplicate(), 0, Segment.CRC_OFFSET);
    memory.putLong(0, magic);
    return memory.getLong(Segment.CRC_OFFSET) == (crc & 0xFFFF_FFFFL);
  }

  /// Whether the magic number is that of a format that this program does not know.
  private static boolean isOtherVersion(long magic) {
    return (magic ^ Segment.MAGIC) << Long.SIZE - VERSION_SHIFT == 0;
  }

  /// Whether the file is one run of intact blocks, possibly with a torn one behind.
  private static boolean isUndamaged(List<Extent> extents) {
    return switch (extents.size()) {
      case 0 -> true;
      case 1 -> extents.getFirst() instanceof Intact || extents.getFirst() instanceof Torn;
      case 2 ->
          extents.getFirst() instanceof Intact intact
              && extents.getLast() instanceof Torn torn
              && torn.at() == intact.to();
      default -> false;
    };
  }

  private Segment map(Path file, ByteBuffer memory, long first, List<Extent> extents) {
    Segment segment = Segment.openExisting(first, memory.capacity(), file, pool, onWarning);
    long end = first;
    for (Extent extent : extents) {
      extent.index(segment, memory);
      end = extent.end();
    }
    segment.publish(end);
    return segment;
  }

  private void sayTorn(Path file) {
    onWarning.accept("The log file " + file + " is torn; only its complete lines can be read.");
  }

  /// @param file content of the file of a segment that has one
  private void countLines(Segment segment, ByteBuffer file) {
    ByteBuffer memory = segment.path() == null ? requireNonNull(segment.pin()) : file;
    int at = segment.spanOffset(0);
    for (long number = segment.first(); number < segment.end(); at = block.next()) {
      int count = (int) Math.min(block.moveTo(memory, at).count(), segment.end() - number);
      if (number >= countedTo && block.source() != LogSource.DAMAGED) {
        lineCounts.add(block.process(), count);
        byteCounts.add(block.process(), block.end(count - 1));
      }
      number += count;
    }
    if (segment.path() == null) {
      segment.unpin();
    }
  }
}
