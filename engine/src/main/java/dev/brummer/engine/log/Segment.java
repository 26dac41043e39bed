package dev.brummer.engine.log;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.util.Objects.requireNonNull;

import dev.brummer.engine.log.BufferPool.Buffer;
import dev.brummer.engine.log.assemble.LineBatch;
import dev.brummer.engine.log.assemble.LineFlags;
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

/// A run of consecutive lines: a head of 16 bytes (magic, number of the first line), then [Block]s.
///
/// While it is written its bytes are in a memory buffer, which readers share, and go to its file
/// with every append. When full it is sealed: the buffer returns to the pool and readers map the
/// file. Without a file the buffer stays.
///
/// Ownership: `end` is published last and is all that readers go by; `used`, `written`, `file` and
/// new `spans` belong to the holder of the store's lock; `pins` and the fields below it are guarded
/// by this. Memory goes only when nobody has it pinned.
final class Segment {
  static final int HEADER = 16;

  /// Where the head has the number of the first line.
  static final int FIRST_OFFSET = 8;

  static final long MAGIC = 0x02474F4C4D555242L; // BRUMLOG and the version
  static final ValueLayout.OfLong LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// There is a span at least every so many bytes.
  private static final int MIN_SPAN_BYTES = 4096;

  private final long first;
  private final int capacity;
  private final @Nullable Path path;
  private final BufferPool pool;
  private final Consumer<String> onWarning;

  /// Where some of the blocks begin: `(number - first) << 32 | offset`; the rest is MAX_VALUE.
  private final long[] spans;

  private int spanCount;
  private volatile long end;

  private @Nullable SegmentFile file;
  private volatile int used;
  private int written;
  private final Block block = new Block();
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

  /// A segment to be written, into `file` too if there is one.
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

  /// A sealed segment of a past session; `trouble` is told when it cannot be read.
  static Segment existing(
      long first, int size, Path path, BufferPool pool, Consumer<String> onWarning) {
    Segment segment = new Segment(first, size, path, pool, onWarning);
    segment.used = size;
    segment.sealed = true;
    return segment;
  }

  long first() {
    return first;
  }

  /// Number after its last line.
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

  /// Where the lines of `batch` from `from` on end that still fit.
  int endOfFitting(LineBatch batch, int from) {
    int base = from == 0 ? 0 : LineFlags.end(batch.entries[from - 1]);
    int low = from;
    int high = batch.count;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      int text = LineFlags.end(batch.entries[middle - 1]) - base;
      if (used + Block.footprint(middle - from, text) <= capacity) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// Adds the lines `[from, to)` of `batch`, which must fit.
  ///
  /// @throws IOException when the file cannot be written; the lines are in memory, and those to
  ///   come will be in memory only
  void append(LineBatch batch, int from, int to, long atMillis, int process, LogSource source)
      throws IOException {
    Buffer target = writable();
    int at = used;
    block.moveTo(target.memory(), at);
    block.write(batch, from, to, end, atMillis, process, source);
    block.seal(checksum(target.bytes(), at, block.size()));
    used = block.next();
    index(end, at);
    try {
      persist(target.bytes());
    } finally {
      publish(end + (to - from));
    }
  }

  private Buffer writable() {
    Buffer target = buffer;
    if (target == null || sealed) {
      throw new IllegalStateException("segment " + first + " is sealed");
    }
    return target;
  }

  private int checksum(ByteBuffer bytes, int at, int size) {
    crc.reset();
    crc.update(bytes.limit(at + size).position(at + Block.CHECKSUM_START));
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

  /// Nothing more is added.
  void seal() throws IOException {
    if (file != null) {
      file.close();
      synchronized (this) {
        sealed = true;
        releaseUnpinned();
      }
    }
  }

  /// The lines go, from disk too.
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

  /// The bytes, which stay until [#unpin]; null if they are gone or cannot be read.
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

  @SuppressWarnings("MustBeClosed") // with the segment
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

  /// Index of the span that holds the line `number`, which must be below an `end` seen before.
  int spanOf(long number) {
    long key = (number - first + 1) << 32;
    int found = Arrays.binarySearch(spans, key);
    return (found < 0 ? -found - 1 : found) - 1;
  }

  /// Number of the first line in a span, MAX_VALUE behind the last.
  long spanFirst(int span) {
    return spans[span] == Long.MAX_VALUE ? Long.MAX_VALUE : first + (spans[span] >>> 32);
  }

  int spanOffset(int span) {
    return (int) spans[span];
  }
}
