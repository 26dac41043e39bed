package dev.brummer.engine.log;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.util.Objects.requireNonNull;

import dev.brummer.engine.log.BufferPool.Buffer;
import dev.brummer.engine.log.assemble.LineBatch;
import dev.brummer.engine.log.assemble.PackedLineEntry;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A run of consecutive lines: a header of 16 bytes (magic, number of the first line) followed by
/// [BlockView]s.
///
/// A segment being written is in a memory buffer shared with readers; each append also writes to
/// its file. When it is full it is sealed: the buffer returns to the pool and readers map the file.
/// A segment without a file keeps its buffer.
///
/// Ownership: `end` is published last, and readers rely on it alone. `used`, `written`, `file` and
/// new `spans` belong to the holder of the store's lock. `pins` and the fields after it are guarded
/// by this. Memory is released only when it is not pinned.
final class Segment {
  static final int HEADER = 16;

  /// Offset of the first line's number in the header.
  static final int FIRST_OFFSET = 8;

  static final long MAGIC = 0x02474F4C4D555242L; // BRUMLOG and the version
  static final ValueLayout.OfLong LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// Minimum distance between two spans.
  private static final int MIN_SPAN_BYTES = 4096;

  private final long first;
  private final int capacity;
  private final @Nullable Path path;
  private final BufferPool pool;
  private final Consumer<String> onWarning;

  /// Start of some blocks as `(number - first) << 32 | offset`; unused entries are MAX_VALUE.
  private final long[] spans;

  private int spanCount;
  private volatile long end;

  private @Nullable SegmentFile file;
  private volatile int used;
  private int written;
  private final BlockView block = new BlockView();
  private final CRC32C crc = new CRC32C();

  private int pins;
  private @Nullable Buffer buffer;
  private @Nullable Arena mapping;
  private MemorySegment mapped = MemorySegment.NULL;
  private boolean sealed;
  private boolean closed;

  private Segment(
      long first, int capacity, @Nullable Path path, BufferPool pool, Consumer<String> onWarning) {
    this.first = first;
    this.end = first;
    this.capacity = capacity;
    this.path = path;
    this.pool = pool;
    this.onWarning = onWarning;
    this.spans = new long[capacity / MIN_SPAN_BYTES + 2];
    Arrays.fill(spans, Long.MAX_VALUE);
  }

  /// Creates a segment to be written, also to `file` if there is one.
  static Segment create(
      long first,
      int capacity,
      @Nullable Path path,
      @Nullable SegmentFile file,
      BufferPool pool,
      Consumer<String> onWarning) {
    Segment segment = new Segment(first, capacity, path, pool, onWarning);
    Buffer buffer = pool.acquire(capacity);
    buffer.memory().set(LONG, 0, MAGIC);
    buffer.memory().set(LONG, FIRST_OFFSET, first);
    segment.buffer = buffer;
    segment.file = file;
    segment.used = HEADER;
    return segment;
  }

  /// Opens a segment of a past session as sealed. Calls `onWarning` if it cannot be read.
  static Segment openExisting(
      long first, int size, Path path, BufferPool pool, Consumer<String> onWarning) {
    Segment segment = new Segment(first, size, path, pool, onWarning);
    segment.used = size;
    segment.sealed = true;
    return segment;
  }

  long first() {
    return first;
  }

  /// Number after the last line.
  long end() {
    return end;
  }

  int used() {
    return used;
  }

  @Nullable Path path() {
    return path;
  }

  // --- writing: under the store's lock ----------------------------------------------------------

  boolean isInMemoryOnly() {
    return file == null;
  }

  /// Exclusive end of the lines of `batch` that fit, starting at `from`.
  int endOfFitting(LineBatch batch, int from) {
    int base = batch.begin(from);
    int low = from;
    int high = batch.count();
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      int text = PackedLineEntry.end(batch.entry(middle - 1)) - base;
      if (used + BlockView.footprint(middle - from, text) <= capacity) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// Appends the lines `[from, to)` of `batch`, which must fit.
  ///
  /// @throws IOException if the file cannot be written; the lines are then in memory, and later
  ///   lines go to memory only
  void append(LineBatch batch, int from, int to, long atMillis, int process, LogSource source)
      throws IOException {
    Buffer current = writable();
    int at = used;
    block.moveTo(current.memory(), at);
    block.write(batch, from, to, end, atMillis, process, source);
    block.seal(checksum(current.bytes(), at, block.size()));
    used = block.next();
    index(end, at);
    try {
      persist(current.bytes());
    } finally {
      publish(end + (to - from));
    }
  }

  private Buffer writable() {
    Buffer current = buffer;
    if (current == null || sealed) {
      throw new IllegalStateException("segment " + first + " is sealed");
    }
    return current;
  }

  private int checksum(ByteBuffer bytes, int at, int size) {
    crc.reset();
    crc.update(bytes.limit(at + size).position(at + BlockView.CHECKSUM_START));
    return (int) crc.getValue();
  }

  private void persist(ByteBuffer bytes) throws IOException {
    if (file == null) {
      return;
    }
    try {
      file.write(bytes.limit(used).position(written), written);
      written = used;
    } catch (IOException full) {
      SegmentFile failed = file;
      file = null;
      failed.close();
      throw full;
    }
  }

  void index(long number, int at) {
    int last = spanCount == 0 ? -MIN_SPAN_BYTES : (int) spans[spanCount - 1];
    if (at - last >= MIN_SPAN_BYTES) {
      spans[spanCount++] = ((number - first) << 32) | at;
    }
  }

  void publish(long end) {
    this.end = end;
  }

  /// Ends writing.
  void seal() throws IOException {
    if (file != null) {
      file.close();
      synchronized (this) {
        sealed = true;
        releaseUnpinned();
      }
    }
  }

  /// Closes the segment and deletes its file.
  void evict() throws IOException {
    close();
    if (path != null) {
      Files.deleteIfExists(path);
    }
  }

  void close() throws IOException {
    if (file != null) {
      file.close();
    }
    synchronized (this) {
      closed = true;
      releaseUnpinned();
    }
  }

  // --- reading: any thread ----------------------------------------------------------------------

  /// Pins and returns the bytes, which stay valid until [#unpin]; null if the segment is closed or
  /// unreadable.
  synchronized @Nullable MemorySegment pin() {
    if (closed || (buffer == null && mapping == null && !map())) {
      return null;
    }
    pins++;
    return buffer == null ? mapped : buffer.memory();
  }

  synchronized void unpin() {
    pins--;
    releaseUnpinned();
  }

  @SuppressWarnings("MustBeClosed") // closed with the segment
  private boolean map() {
    boolean interrupted = Thread.interrupted();
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(requireNonNull(path), StandardOpenOption.READ)) {
      mapped = channel.map(MapMode.READ_ONLY, 0, used, arena);
      mapping = arena;
      return true;
    } catch (IOException unreadable) {
      arena.close();
      onWarning.accept("The log file " + path + " cannot be read: " + unreadable + ".");
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void releaseUnpinned() {
    if (pins > 0 || !(sealed || closed)) {
      return;
    }
    if (buffer != null) {
      pool.release(buffer);
      buffer = null;
    }
    if (closed && mapping != null) {
      mapping.close();
      mapping = null;
      mapped = MemorySegment.NULL;
    }
  }

  /// Index of the span that contains line `number`, which must be below an `end` read before.
  int spanOf(long number) {
    long key = (number - first + 1) << 32;
    int found = Arrays.binarySearch(spans, key);
    return (found < 0 ? -found - 1 : found) - 1;
  }

  /// Number of the first line of a span, MAX_VALUE after the last span.
  long spanFirst(int span) {
    return spans[span] == Long.MAX_VALUE ? Long.MAX_VALUE : first + (spans[span] >>> 32);
  }

  int spanOffset(int span) {
    return (int) spans[span];
  }
}
