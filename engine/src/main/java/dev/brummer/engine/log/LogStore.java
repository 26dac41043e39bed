package dev.brummer.engine.log;

import static java.util.Objects.requireNonNull;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.log.assemble.LineAssembler;
import dev.brummer.engine.log.assemble.LineBatch;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.engine.log.assemble.PackedLineEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The append-only store of all log lines.
///
/// Batches of lines are appended under one lock, as [BlockView]s of a [Segment]. When `append`
/// returns, the lines are visible to every reader and written to the operating system: killing
/// brummer loses none. Readers never take the writer lock; they rely on the published ends of the
/// segments. When a quota is reached, the oldest segment is evicted; the numbers of the remaining
/// lines do not change. If a file cannot be written, the store continues in memory and reports it
/// by [#warning].
public final class LogStore implements AutoCloseable {
  private static final long PRUNE_DELAY_MILLIS = 1000;

  /// Exclusive upper bound of process ids.
  public static final int MAX_PROCESSES = 1 << 16;

  /// Name of the event journal in the session directory; deleted with the session.
  public static final String JOURNAL_FILE = "events.txt";

  /// Number of an unterminated line.
  public static final long UNFINISHED = -1;

  private static final Segment[] NO_SEGMENTS = {};
  private static final int MAX_WARNINGS = 100;

  /// Size of a segment when there is no memory for a normal one.
  private static final int SMALL_SEGMENT_BYTES = 1 << 16;

  /// Size of the first segment. Each one is twice as large as the last, up to the normal size: a
  /// run that prints little needs no large buffer, and a flood soon has the normal one.
  private static final int FIRST_SEGMENT_BYTES = 1 << 18;

  private static final int SEGMENT_GROWTH = 2;

  /// Minimum time between two checks for deleted files and unused memory.
  private static final long CHECK_INTERVAL_MILLIS = 1_000;

  private static final String NO_MEMORY =
      "There is no memory for more log lines; lines are lost. End other programs, or give brummer"
          + " more memory.";

  private final LogSettings settings;
  private final InstantSource clock;
  private final @Nullable LogSession session;
  private final BufferPool pool = new BufferPool();
  private final PerProcessCounter lineCounts = new PerProcessCounter();
  private final PerProcessCounter byteCounts = new PerProcessCounter();
  private final ProcessNames processNames = new ProcessNames();
  private final UnfinishedLines unfinished = new UnfinishedLines();
  private final Object writeLock = new Object();

  /// Threads in `append`: the writer and those waiting for it.
  private final AtomicInteger activeAppends = new AtomicInteger();

  private final LongAdder uncontended = new LongAdder();
  private final LongAdder contended = new LongAdder();
  private final @Nullable Path readOnlySession;
  private final SessionReader sessionReader;
  private volatile Segment[] segments = NO_SEGMENTS;
  private volatile @Nullable String warning;

  /// Warnings that the listener has received.
  private final Set<String> warnings = ConcurrentHashMap.newKeySet();

  private long checkedMillis;

  /// Whether the last segment could not be written to a file. Guarded by the write lock.
  private boolean inMemoryOnly;

  private volatile @Nullable Consumer<String> warningListener;
  private @Nullable Thread pruning;

  /// Ends the delay of the pruning.
  private final CountDownLatch pruneNow = new CountDownLatch(1);

  private boolean closed;

  private LogStore(
      LogSettings settings,
      InstantSource clock,
      @Nullable LogSession session,
      @Nullable Path readOnlySession,
      @Nullable String warning) {
    this.settings = settings;
    this.clock = clock;
    this.session = session;
    this.readOnlySession = readOnlySession;
    this.sessionReader = new SessionReader(pool, lineCounts, byteCounts, text -> warn(text));
    this.warning = warning;
  }

  /// Opens a store for a new session. Never fails; see [#warning].
  public static LogStore open(LogSettings settings) {
    return open(settings, InstantSource.system());
  }

  static LogStore open(LogSettings settings, InstantSource clock) {
    Path directory = settings.directory();
    if (directory == null) {
      return new LogStore(settings, clock, null, null, null);
    }
    try {
      LogSession session = LogSession.create(directory, clock.millis());
      LogStore store = new LogStore(settings, clock, session, null, null);
      store.startPruning(directory);
      return store;
    } catch (IOException unwritable) {
      return new LogStore(settings, clock, null, null, memoryOnlyWarning(directory, unwritable));
    }
  }

  /// Opens a past or running session, one of [#sessions], for reading. Data torn by a kill is
  /// skipped and reported by [#warning]. [#refresh] reads new lines of a running session.
  ///
  /// @throws IOException if the directory cannot be read
  public static LogStore openReadOnly(Path session) throws IOException {
    LogSettings settings = LogSettings.of(session.toAbsolutePath().getParent());
    LogStore store = new LogStore(settings, InstantSource.system(), null, session, null);
    store.refresh();
    return store;
  }

  /// Reads what the writer of a read-only session has appended since; one thread at a time.
  ///
  /// @return whether lines were added or evicted
  /// @throws IOException if the directory cannot be read
  public boolean refresh() throws IOException {
    Path session = readOnlySession;
    if (session == null) {
      return false;
    }
    processNames.read(session);
    Segment[] known = segments;
    Segment[] all = sessionReader.read(session, LogSession.isLive(session));
    segments = all;
    for (Segment segment : known) {
      if (!Arrays.asList(all).contains(segment)) {
        segment.close();
      }
    }
    return !Arrays.equals(all, known);
  }

  /// Directories of the sessions in a project's log directory, oldest first, running ones included.
  public static List<Path> sessions(Path directory) throws IOException {
    return LogSession.list(directory);
  }

  /// Deletes past sessions in the background after [#PRUNE_DELAY_MILLIS]: it would take 10 ms of
  /// CPU time from the start of the first process.
  private void startPruning(Path directory) {
    Runnable prune =
        () -> {
          awaitPruneDelay();
          prune(directory);
        };
    try {
      pruning = Thread.ofPlatform().daemon().name("log-pruning").start(prune);
    } catch (OutOfMemoryError noThread) {
      prune(directory);
    }
  }

  private void awaitPruneDelay() {
    try {
      boolean _ = pruneNow.await(PRUNE_DELAY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void prune(Path directory) {
    try {
      long oldest = clock.millis() - settings.maxAge().toMillis();
      LogSession.prune(directory, settings.quotaBytes(), oldest);
    } catch (IOException undeletable) {
      warn(
          "Logs of past sessions in "
              + directory
              + " cannot be deleted: "
              + IoErrorMessage.of(undeletable)
              + ".");
    }
  }

  /// Deletes past sessions now, in the background: [#close] waits for it. Any thread.
  public void pruneNow() {
    pruneNow.countDown();
  }

  private void awaitPruning() {
    Thread running = pruning;
    pruneNow();
    if (running != null) {
      try {
        running.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static String memoryOnlyWarning(Path path, IOException why) {
    return "Logs cannot be written to "
        + path
        + " and are kept in memory only: "
        + IoErrorMessage.of(why)
        + ".";
  }

  /// Appends the lines of `batch` with consecutive numbers. Called by the process's reader. Does
  /// not consume the batch.
  ///
  /// @param process an id below [#MAX_PROCESSES]
  /// @return the number of the first line
  public long append(int process, LogSource source, LineBatch batch) {
    batch.markRepeats();
    if (process < 0 || process >= MAX_PROCESSES) {
      throw new IllegalArgumentException("process id out of range: " + process);
    }
    boolean immediate = activeAppends.getAndIncrement() == 0;
    try {
      return appendLocked(process, source, batch);
    } finally {
      activeAppends.decrementAndGet();
      (immediate ? uncontended : contended).increment();
    }
  }

  private long appendLocked(int process, LogSource source, LineBatch batch) {
    synchronized (writeLock) {
      if (closed || readOnlySession != null) {
        throw new IllegalStateException(
            closed ? "the log store is closed" : "the log store is read-only");
      }
      long first = end();
      long now = clock.millis();
      if (now - checkedMillis >= CHECK_INTERVAL_MILLIS || now < checkedMillis) {
        checkedMillis = now;
        restoreDeletedFiles();
        pool.trim();
      }
      for (int i = 0; i < batch.count(); ) {
        Segment segment = segmentFor(batch, i);
        if (segment == null) {
          warn(NO_MEMORY);
          break;
        }
        int to = segment.endOfFitting(batch, i);
        batch.beginBlock(i);
        write(segment, batch, i, to, now, process, source);
        i = to;
      }
      lineCounts.add(process, batch.count());
      byteCounts.add(process, batch.size());
      return first;
    }
  }

  private void write(
      Segment segment, LineBatch batch, int from, int to, long now, int process, LogSource source) {
    try {
      segment.append(batch, from, to, now, process, source);
    } catch (IOException failed) {
      continueInMemory(failed);
    }
  }

  /// Creates the files of this session again if another program has deleted them.
  private void restoreDeletedFiles() {
    Segment[] all = segments;
    if (session == null || all.length == 0 || !all[all.length - 1].isFileGone()) {
      return;
    }
    try {
      session.restore();
      processNames.write(session.directory());
      all[all.length - 1].rewrite();
      warn(deletedWarning());
    } catch (IOException failed) {
      continueInMemory(failed);
    }
  }

  private String deletedWarning() {
    return "Log files in "
        + sessionDirectory()
        + " were deleted or cut by another program; recording goes on in new files.";
  }

  /// The current segment, or a new one if it has no space for the next line; null without memory.
  private @Nullable Segment segmentFor(LineBatch batch, int line) {
    Segment[] all = segments;
    if (all.length > 0 && all[all.length - 1].endOfFitting(batch, line) > line) {
      return all[all.length - 1];
    }
    if (all.length > 0) {
      seal(all[all.length - 1]);
    }
    int length = PackedLineEntry.end(batch.entry(line)) - batch.begin(line);
    int minimum = Segment.HEADER + BlockView.footprint(1, length);
    return addSegment(Math.max(nextCapacity(all), minimum))
            || addSegment(Math.max(SMALL_SEGMENT_BYTES, minimum))
        ? segments[segments.length - 1]
        : null;
  }

  private int nextCapacity(Segment[] all) {
    int grown =
        all.length == 0
            ? FIRST_SEGMENT_BYTES
            : Math.max(FIRST_SEGMENT_BYTES, SEGMENT_GROWTH * all[all.length - 1].capacity());
    return Math.min(settings.segmentBytes(), grown);
  }

  /// Adds a segment and evicts the oldest ones beyond the quota.
  ///
  /// @return false without memory for it
  private boolean addSegment(int capacity) {
    Segment[] all = segments;
    int kept = firstWithinQuota(all, capacity);
    Segment next = createWithinMemory(capacity);
    if (next == null) {
      return false;
    }
    Segment[] remaining = Arrays.copyOfRange(all, kept, all.length + 1);
    remaining[remaining.length - 1] = next;
    segments = remaining;
    for (int i = 0; i < kept; i++) {
      evict(all[i]);
    }
    return true;
  }

  private @Nullable Segment createWithinMemory(int capacity) {
    try {
      return create(capacity);
    } catch (OutOfMemoryError exhausted) {
      return null;
    }
  }

  private Segment create(int capacity) {
    if (session == null) {
      return Segment.create(end(), capacity, null, null, pool, this::warn);
    }
    Path path = session.nextSegment();
    SegmentFile file = createFile(path);
    try {
      return Segment.create(end(), capacity, file == null ? null : path, file, pool, this::warn);
    } catch (OutOfMemoryError exhausted) {
      if (file != null) {
        file.closeQuietly();
      }
      throw exhausted;
    }
  }

  private @Nullable SegmentFile createFile(Path path) {
    try {
      SegmentFile file = SegmentFile.create(path);
      if (inMemoryOnly) {
        inMemoryOnly = false;
        warn("Logs are written to " + sessionDirectory() + " again.");
      }
      return file;
    } catch (NoSuchFileException deleted) {
      return recreateFile(path);
    } catch (IOException unwritable) {
      return continueInMemory(unwritable);
    }
  }

  private @Nullable SegmentFile recreateFile(Path path) {
    try {
      requireNonNull(session).restore();
      processNames.write(sessionDirectory());
      warn(deletedWarning());
      return SegmentFile.create(path);
    } catch (IOException unwritable) {
      return continueInMemory(unwritable);
    }
  }

  private @Nullable SegmentFile continueInMemory(IOException why) {
    inMemoryOnly = true;
    warn(memoryOnlyWarning(sessionDirectory(), why));
    return null;
  }

  private void seal(Segment segment) {
    try {
      segment.seal();
    } catch (IOException failed) {
      continueInMemory(failed);
    }
  }

  /// The segment being written.
  Segment newestSegment() {
    Segment[] all = segments;
    return all[all.length - 1];
  }

  /// Number of buffers kept for the next segments.
  int spareBuffers() {
    return pool.spareCount();
  }

  private int firstWithinQuota(Segment[] all, int more) {
    long onDisk = more;
    long inMemory = more;
    for (int i = all.length - 1; i >= 0; i--) {
      if (all[i].isInMemoryOnly()) {
        inMemory += all[i].used();
      } else {
        onDisk += all[i].used();
      }
      if (onDisk > settings.quotaBytes() || inMemory > settings.memoryBytes()) {
        return i + 1;
      }
    }
    return 0;
  }

  private void evict(Segment segment) {
    try {
      segment.evict();
    } catch (IOException undeletable) {
      warn(
          "A log file beyond the quota cannot be deleted: " + IoErrorMessage.of(undeletable) + ".");
    }
  }

  private Path sessionDirectory() {
    return session == null ? Path.of("") : session.directory();
  }

  private void warn(String text) {
    warning = text;
    boolean first = warnings.size() < MAX_WARNINGS && warnings.add(text);
    Consumer<String> listener = warningListener;
    if (listener != null && first) {
      listener.accept(text);
    }
  }

  /// Registers a listener for each new [#warning]. Called by the thread that encounters the
  /// problem; must not block.
  public void onWarning(Consumer<String> listener) {
    warningListener = listener;
  }

  /// Sets the name of a process for readers of the session. Any thread.
  public void setProcessName(int process, String name) {
    synchronized (writeLock) {
      try {
        processNames.set(process, name, session == null || closed ? null : session.directory());
      } catch (IOException unwritable) {
        warn(memoryOnlyWarning(sessionDirectory(), unwritable));
      }
    }
  }

  /// Names of the processes by id. Any thread.
  public Map<Integer, String> processNames() {
    return processNames.all();
  }

  /// The current problem of storing lines as a sentence; null if there is none. Any thread.
  public @Nullable String warning() {
    return warning;
  }

  /// Directory of the session; null if it is in memory only.
  public @Nullable Path directory() {
    return session == null ? readOnlySession : session.directory();
  }

  /// Appends a note by brummer about a process, of one or several lines. Any thread.
  public long appendNote(int process, String text) {
    return append(process, LogSource.BRUMMER, batchOf(text));
  }

  /// Appends the lines of an error of a browser page, all of level [LogLevel#ERROR]. Any thread.
  ///
  /// @return the number of the first line
  public long appendPageError(int process, List<String> lines) {
    LineBatch batch = batchOf(String.join("\n", lines));
    batch.setLevel(LogLevel.ERROR);
    return append(process, LogSource.BROWSER, batch);
  }

  private static LineBatch batchOf(String text) {
    LineBatch batch = new LineBatch();
    byte[] utf8 = (text + "\n").getBytes(StandardCharsets.UTF_8);
    new LineAssembler().feed(utf8, 0, utf8.length, batch);
    return batch;
  }

  /// The newest `limit` matching lines with numbers below `before` ([Long#MAX_VALUE] for the tail).
  /// Any thread; never blocks a writer.
  public LogPage before(LogQuery query, long before, int limit) {
    return before(query, before, limit, Long.MAX_VALUE);
  }

  /// As above, but stops after `budget`: the page is then not `complete`, and the next call
  /// continues at `reached`.
  public LogPage before(LogQuery query, long before, int limit, Duration budget) {
    return before(query, before, limit, System.nanoTime() + budget.toNanos());
  }

  private LogPage before(LogQuery query, long before, int limit, long deadline) {
    Segment[] all = segments;
    return readable(() ->
        ParallelSearch.isWorthwhile(all, query)
            ? new ParallelSearch(all, query, limit, deadline).before(before)
            : new SegmentSearch(all, query, limit, deadline).before(before));
  }

  /// The latest `limit` lines of a process, oldest first. Any thread.
  public List<StoredLine> tail(int process, int limit) {
    return before(LogQuery.ofProcess(process), Long.MAX_VALUE, limit).lines();
  }

  /// As [#tail(int, int)], but possibly fewer lines, found within `budget`.
  public List<StoredLine> tail(int process, int limit, Duration budget) {
    return before(LogQuery.ofProcess(process), Long.MAX_VALUE, limit, budget).lines();
  }

  /// The oldest `limit` matching lines with numbers of at least `from`. Any thread.
  public LogPage from(LogQuery query, long from, int limit) {
    return from(query, from, limit, Long.MAX_VALUE);
  }

  /// As above, but stops after `budget`.
  public LogPage from(LogQuery query, long from, int limit, Duration budget) {
    return from(query, from, limit, System.nanoTime() + budget.toNanos());
  }

  private LogPage from(LogQuery query, long from, int limit, long deadline) {
    Segment[] all = segments;
    return readable(() ->
        ParallelSearch.isWorthwhile(all, query)
            ? new ParallelSearch(all, query, limit, deadline).from(from)
            : new SegmentSearch(all, query, limit, deadline).from(from));
  }

  /// Reads; once more without the segments that another program has cut meanwhile.
  private <T> T readable(Supplier<T> read) {
    try {
      return read.get();
    } catch (InternalError | CompletionException fault) {
      excludeCutSegments(fault);
      return read.get();
    }
  }

  /// Excludes mapped segments whose file was cut.
  ///
  /// @throws RuntimeException or Error `fault` if there is none, or it has another cause
  void excludeCutSegments(Throwable fault) {
    boolean cut = false;
    for (Segment segment : segments) {
      cut |= segment.excludeIfCut();
    }
    boolean unsafeAccess =
        fault instanceof InternalError || fault.getCause() instanceof InternalError;
    if (!cut || !unsafeAccess) {
      switch (fault) {
        case RuntimeException exception -> throw exception;
        case Error error -> throw error;
        default -> throw new IllegalStateException(fault);
      }
    }
  }

  /// Passes the numbers of the matching lines in `[from, to)` to `consumer` in ascending order;
  /// stops after `budget`. Any thread.
  ///
  /// @return exclusive end of the scanned range
  public long matchingNumbers(
      LogQuery query, long from, long to, Duration budget, LongConsumer consumer) {
    Segment[] all = segments;
    long deadline = System.nanoTime() + budget.toNanos();
    int limit = Integer.MAX_VALUE;
    NumbersOnce numbers = new NumbersOnce(consumer);
    LogPage page =
        readable(() ->
            ParallelSearch.isWorthwhile(all, query)
                ? new ParallelSearch(all, query, limit, deadline).numbersFrom(from, to, numbers)
                : new SegmentSearch(all, query, limit, deadline).numbersFrom(from, to, numbers));
    return page.complete() ? to : Math.max(from, Math.min(to, page.reached()));
  }

  /// Passes ascending numbers on, each once, although a search may be repeated. Confined to one
  /// thread.
  private static final class NumbersOnce implements LongConsumer {
    private final LongConsumer consumer;
    private long passed = -1;

    NumbersOnce(LongConsumer consumer) {
      this.consumer = consumer;
    }

    @Override
    public void accept(long number) {
      if (number > passed) {
        passed = number;
        consumer.accept(number);
      }
    }
  }

  /// Iterates over all lines with numbers of at least `from`, block by block.
  public LogCursor cursor(long from) {
    return new LogCursor(this, from);
  }

  Segment[] segments() {
    return segments;
  }

  /// Whether `segment` is not the newest one.
  boolean hasNewerThan(Segment segment) {
    Segment[] all = segments;
    return all.length > 0 && all[all.length - 1] != segment;
  }

  /// The line with this number; null if it was evicted or not appended yet. Any thread.
  public @Nullable StoredLine line(long number) {
    List<StoredLine> lines = from(LogQuery.ALL, number, 1).lines();
    return lines.isEmpty() || lines.getFirst().number() != number ? null : lines.getFirst();
  }

  /// Continues counting the lines that repeat line `number`; stops after `budget`. Any thread.
  ///
  /// @param known the previous result, initially [RepeatCount#startingAfter]
  public RepeatCount countRepeats(
      long number, RepeatFoldingMode folding, RepeatCount known, Duration budget) {
    StoredLine line = known.isFinal() ? null : line(number);
    return line == null
        ? known
        : readable(() ->
            new RepeatCounter(segments, line, folding, known, System.nanoTime() + budget.toNanos())
                .run());
  }

  /// Sets the unterminated line of a process; empty: none. Called by the process's reader.
  public void unfinished(int process, LogSource source, byte[] text) {
    unfinished.set(process, source, clock.millis(), text);
  }

  /// The unterminated lines of the processes selected by `query`, ordered by process, with the
  /// number [#UNFINISHED]. Any thread.
  public List<StoredLine> unfinished(LogQuery query) {
    return unfinished.select(query);
  }

  /// Contention of appends.
  ///
  /// @param uncontended appends that got the lock immediately
  /// @param contended appends that waited for another thread; this throttles the process and loses
  ///   nothing
  public record AppendStats(long uncontended, long contended) {}

  /// Append statistics of this session. Any thread.
  public AppendStats appendStats() {
    return new AppendStats(uncontended.sum(), contended.sum());
  }

  /// Number of the first line stored at this wall-clock time (milliseconds since the epoch) or
  /// later; [#end] if there is none. Binary search.
  public long firstAtOrAfter(long millis) {
    long from = first();
    long to = end();
    while (from < to) {
      long middle = (from + to) >>> 1;
      List<StoredLine> line = from(LogQuery.ALL, middle, 1).lines();
      if (!line.isEmpty() && line.getFirst().atMillis() >= millis) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }

  /// Number of the next line to be appended.
  public long end() {
    Segment[] all = segments;
    return all.length == 0 ? 0 : all[all.length - 1].end();
  }

  /// Number of the oldest retained line. In a running session this is also the number of evicted
  /// lines.
  public long first() {
    Segment[] all = segments;
    return all.length == 0 ? 0 : all[0].first();
  }

  /// Lines appended by a process in this session, evicted ones included. Any thread.
  public long lineCount(int process) {
    return lineCounts.get(process);
  }

  /// Bytes of text appended by a process in this session, evicted ones included. Any thread.
  public long byteCount(int process) {
    return byteCounts.get(process);
  }

  /// Closes the store. Later pages are empty and appends fail; reads in progress complete normally.
  @Override
  public void close() {
    awaitPruning();
    synchronized (writeLock) {
      if (closed) {
        return;
      }
      closed = true;
      try {
        for (Segment segment : segments) {
          segment.close();
        }
        if (session != null) {
          session.close();
        }
      } catch (IOException failed) {
        warn("A log file cannot be closed: " + IoErrorMessage.of(failed) + ".");
      }
      pool.close();
    }
  }
}
