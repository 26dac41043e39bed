package dev.brummer.engine.log;

import static java.util.Objects.requireNonNull;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.log.BufferPool.Buffer;
import dev.brummer.engine.log.assemble.LineBatch;
import dev.brummer.engine.log.assemble.PackedLineEntry;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A run of consecutive lines: a header of 24 bytes (magic, number of the first line, their
/// CRC-32C, 0) followed by [BlockView]s. Version 2 of the format has a header of 16 bytes without
/// checksum.
///
/// A segment being written is in a memory buffer shared with readers; each append also writes to
/// its file. When it is full it is sealed: the buffer returns to the pool and readers map the file.
/// A segment without a file keeps its buffer.
///
/// Ownership: `end` is published last, and readers rely on it alone. `used`, `written`, `file` and
/// new `spans` belong to the holder of the store's lock. `pins` and the fields after it are guarded
/// by this. Memory is released only when it is not pinned.
final class Segment {
  static final int HEADER = 24;

  /// Size of the header in version 2 of the format.
  static final int HEADER_2 = 16;

  /// Offset of the header's checksum.
  static final int CRC_OFFSET = 16;

  /// Offset of the first line's number in the header.
  static final int FIRST_OFFSET = 8;

  static final long MAGIC = 0x03474F4C4D555242L; // BRUMLOG and the version
  static final long MAGIC_2 = 0x02474F4C4D555242L;

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

  /// End of the blocks at the beginning that are known to be printable ASCII. Published with `end`.
  private int printableEnd = HEADER;

  private int written;
  private final BlockView block = new BlockView();
  private final BlockChecksum checksum = new BlockChecksum();

  private int pins;
  private @Nullable Buffer buffer;
  private @Nullable Arena mapping;
  private @Nullable ByteBuffer mapped;
  private boolean sealed;
  private boolean closed;
  private boolean unreadable;

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
    segment.writeHeader(buffer);
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

  private void writeHeader(Buffer target) {
    target.memory().putLong(0, MAGIC);
    target.memory().putLong(FIRST_OFFSET, first);
    long crc = checksum.of(target.bytes(), 0, CRC_OFFSET) & 0xFFFF_FFFFL;
    target.memory().putLong(CRC_OFFSET, crc);
  }

  /// A segment that is only in memory: `bytes` are its blocks behind space for a header.
  static Segment ofMemory(long first, long end, byte[] bytes) {
    Segment segment = new Segment(first, bytes.length, null, new BufferPool(), _ -> {});
    ByteBuffer memory = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    memory.putLong(FIRST_OFFSET, first);
    segment.mapped = memory;
    segment.used = bytes.length;
    segment.sealed = true;
    segment.indexBlocks(memory, HEADER, bytes.length);
    segment.publish(end);
    return segment;
  }

  /// Indexes the blocks in `[from, to)`.
  void indexBlocks(ByteBuffer memory, int from, int to) {
    for (int at = from; at < to; at = block.next()) {
      block.moveTo(memory, at);
      index(block.first(), at);
    }
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

  /// Maximum value of [#used].
  int capacity() {
    return capacity;
  }

  @Nullable Path path() {
    return path;
  }

  // --- writing: under the store's lock ----------------------------------------------------------

  boolean isInMemoryOnly() {
    return file == null;
  }

  /// Exclusive end of the lines of `batch` that fit, starting at `from`. Nothing fits into a sealed
  /// segment, which is the newest one while there is no memory for the next.
  int endOfFitting(LineBatch batch, int from) {
    if (sealed) {
      return from;
    }
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
    int base = batch.begin(from);
    int length = PackedLineEntry.end(batch.entry(to - 1)) - base;
    checksum.seal(block, current.bytes(), batch.text(), base, length);
    used = block.next();
    if (batch.isPrintable() && printableEnd == at) {
      printableEnd = used;
    }
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

  private void persist(ByteBuffer bytes) throws IOException {
    if (file == null) {
      return;
    }
    try {
      file.write(bytes.limit(used).position(written), written);
      written = used;
    } catch (IOException full) {
      abandonFile(file);
      throw full;
    } catch (RuntimeException | OutOfMemoryError failed) {
      abandonFile(file);
      throw new IOException(String.valueOf(failed.getMessage()), failed);
    }
  }

  private void abandonFile(SegmentFile failed) {
    file = null;
    failed.abandon(written);
  }

  /// Whether the file has been deleted, moved or cut by another program.
  boolean isFileGone() {
    return file != null && !file.hasSize(written);
  }

  /// Writes all lines to a new file in place of the one that is gone.
  ///
  /// @throws IOException if it cannot be written; the segment is then in memory only
  void rewrite() throws IOException {
    SegmentFile gone = requireNonNull(file);
    file = null;
    gone.closeQuietly();
    Files.deleteIfExists(requireNonNull(path));
    file = SegmentFile.create(path);
    written = 0;
    persist(writable().bytes());
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
  ///
  /// @throws IOException if the file cannot be completed; the segment then stays in memory
  void seal() throws IOException {
    SegmentFile written = file;
    if (written == null) {
      return;
    }
    try {
      written.close();
    } catch (IOException failed) {
      file = null;
      throw failed;
    }
    synchronized (this) {
      sealed = true;
      releaseUnpinned();
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
    synchronized (this) {
      closed = true;
      releaseUnpinned();
    }
    if (file != null) {
      file.close();
    }
  }

  // --- reading: any thread ----------------------------------------------------------------------

  /// Pins and returns the bytes, which stay valid until [#unpin], for absolute accesses; null if
  /// the segment is closed or unreadable.
  synchronized @Nullable ByteBuffer pin() {
    if (closed || unreadable || (buffer == null && mapped == null && !map())) {
      return null;
    }
    pins++;
    return buffer == null ? mapped : buffer.memory();
  }

  /// Whether the block that ends at `blockEnd` is printable ASCII for sure: it was found to be so
  /// when it was written, and `pinned` is the memory that it was written to. A mapped file, which
  /// is read-only here, could have been changed since.
  ///
  /// @param pinned result of [#pin]
  boolean isPrintable(ByteBuffer pinned, int blockEnd) {
    return !pinned.isReadOnly() && blockEnd <= printableEnd;
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
      if (channel.size() < used) {
        throw new IOException("it was cut by another program");
      }
      mapped =
          channel
              .map(MapMode.READ_ONLY, 0, used, arena)
              .asByteBuffer()
              .order(ByteOrder.LITTLE_ENDIAN);
      mapping = arena;
      return true;
    } catch (IOException failed) {
      arena.close();
      sayUnreadable(failed);
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void sayUnreadable(IOException why) {
    unreadable = !isTransient(why);
    boolean deleted = why instanceof NoSuchFileException;
    onWarning.accept(
        deleted
            ? "Log files in "
                + requireNonNull(path).getParent()
                + " were deleted; their lines"
                + " cannot be shown any more."
            : "The log file "
                + path
                + " cannot be read: "
                + IoErrorMessage.of(why)
                + "; its lines are not shown.");
  }

  /// Whether a later attempt may succeed: the limit of open files or of memory is reached.
  private static boolean isTransient(IOException why) {
    String message = String.valueOf(why.getMessage());
    return message.contains("open files")
        || message.contains("Map failed")
        || message.contains("allocate memory");
  }

  /// Excludes the segment from reading if its mapped file was cut: reading behind the end of the
  /// file raises SIGBUS, which the JVM turns into an InternalError.
  ///
  /// @return whether it was cut
  synchronized boolean excludeIfCut() {
    if (mapping == null || unreadable) {
      return false;
    }
    try {
      if (Files.size(requireNonNull(path)) >= used) {
        return false;
      }
      sayUnreadable(new IOException("it was cut by another program"));
    } catch (IOException failed) {
      sayUnreadable(failed);
    }
    unreadable = true;
    return true;
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
      mapped = null;
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
