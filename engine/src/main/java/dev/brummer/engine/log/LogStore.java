package dev.brummer.engine.log;

import dev.brummer.engine.log.assemble.LineAssembler;
import dev.brummer.engine.log.assemble.LineBatch;
import dev.brummer.engine.log.assemble.LineFlags;
import dev.brummer.engine.log.assemble.LogLevel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The truth about every line, written once.
///
/// Lines are appended under one lock, a batch at a time, as [Block]s of a [Segment]; when `append`
/// returns, they are visible to every reader and handed to the operating system: killing brummer
/// loses none. Readers take no lock of the writers: they go by the segments' published ends. When a
/// quota is reached the oldest segment goes; the numbers of the others stay. Where a file cannot be
/// written the store goes on in memory and says so in [#warning].
public final class LogStore implements AutoCloseable {
  /// Process ids are below this.
  public static final int MAX_PROCESSES = 1 << 16;

  /// What the journal of a session's events is called, in the session's directory: it goes with it.
  public static final String JOURNAL_FILE = "events.txt";

  /// The number of a line that has none yet.
  public static final long UNFINISHED = -1;

  private static final Segment[] NO_SEGMENTS = {};

  private final LogSettings settings;
  private final InstantSource clock;
  private final @Nullable LogSession session;
  private final BufferPool pool = new BufferPool();
  private final ProcessCounters lineCounts = new ProcessCounters();
  private final ProcessCounters byteCounts = new ProcessCounters();
  private final ProcessNames processNames = new ProcessNames();
  private final Map<Integer, List<StoredLine>> unfinished = new ConcurrentSkipListMap<>();
  private final Object writeLock = new Object();

  /// Threads that append at this moment, the one that writes and those that wait for it.
  private final AtomicInteger activeAppends = new AtomicInteger();

  private final LongAdder uncontended = new LongAdder();
  private final LongAdder contended = new LongAdder();
  private final @Nullable Path readOnlySession;
  private volatile Segment[] segments = NO_SEGMENTS;
  private volatile @Nullable String warning;
  private volatile @Nullable Consumer<String> warningListener;
  private boolean closed;

  private LogStore(
      LogSettings settings,
      InstantSource clock,
      @Nullable LogSession session,
      @Nullable Path past,
      @Nullable String warning) {
    this.settings = settings;
    this.clock = clock;
    this.session = session;
    this.readOnlySession = past;
    this.warning = warning;
  }

  /// A store for a new session. Never fails: see [#warning].
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
      return new LogStore(settings, clock, session, null, prune(settings, directory, clock));
    } catch (IOException unwritable) {
      return new LogStore(settings, clock, null, null, memoryOnlyWarning(directory, unwritable));
    }
  }

  /// A session to be read, past or running: `session` is one of [#sessions]. What a kill has torn
  /// off is left out, and [#warning] says so; of a running one, [#refresh] shows what is new.
  ///
  /// @throws IOException if the directory cannot be read
  public static LogStore openReadOnly(Path session) throws IOException {
    LogSettings settings = LogSettings.of(session.toAbsolutePath().getParent());
    LogStore store = new LogStore(settings, InstantSource.system(), null, session, null);
    store.refresh();
    return store;
  }

  /// Reads what its writer has added to an existing session since; one thread at a time.
  ///
  /// @return whether there is more, or less because the quota has taken some
  /// @throws IOException if the directory cannot be read
  public boolean refresh() throws IOException {
    Path session = readOnlySession;
    if (session == null) {
      return false;
    }
    processNames.read(session);
    Segment[] known = segments;
    Consumer<String> onWarning = LogSession.isLive(session) ? _ -> {} : this::warn;
    Segment[] all =
        new SessionRecovery(pool, lineCounts, byteCounts, onWarning).read(session, known);
    segments = all;
    for (Segment segment : known) {
      if (!Arrays.asList(all).contains(segment)) {
        segment.close();
      }
    }
    return !Arrays.equals(all, known);
  }

  /// The directories of the sessions in a project's log directory, oldest first; the running ones
  /// included.
  public static List<Path> sessions(Path directory) throws IOException {
    return LogSession.list(directory);
  }

  private static @Nullable String prune(LogSettings settings, Path directory, InstantSource clock) {
    try {
      long oldest = clock.millis() - settings.maxAge().toMillis();
      LogSession.prune(directory, settings.quotaBytes(), oldest);
      return null;
    } catch (IOException undeletable) {
      return "Logs of past sessions in " + directory + " cannot be removed: " + undeletable + ".";
    }
  }

  private static String memoryOnlyWarning(Path path, IOException why) {
    return "Logs cannot be written to " + path + " and are kept in memory only: " + why + ".";
  }

  /// Stores the lines of `batch` under consecutive numbers; called by the process's reader. The
  /// batch is as it was afterwards.
  ///
  /// @param process an id below [#MAX_PROCESSES]
  /// @return the number of the first
  public long append(int process, LogSource source, LineBatch batch) {
    if (process < 0 || process >= MAX_PROCESSES) {
      throw new IllegalArgumentException("process " + process);
    }
    batch.classify();
    boolean isUncontended = activeAppends.getAndIncrement() == 0;
    try {
      return appendLocked(process, source, batch);
    } finally {
      activeAppends.decrementAndGet();
      (isUncontended ? uncontended : contended).increment();
    }
  }

  private long appendLocked(int process, LogSource source, LineBatch batch) {
    synchronized (writeLock) {
      if (closed || readOnlySession != null) {
        throw new IllegalStateException(closed ? "the log store is closed" : "a past session");
      }
      long first = end();
      long now = clock.millis();
      for (int i = 0; i < batch.count; ) {
        Segment segment = segmentFor(batch, i);
        int to = segment.endOfFitting(batch, i);
        batch.beginBlock(i);
        write(segment, batch, i, to, now, process, source);
        i = to;
      }
      lineCounts.add(process, batch.count);
      byteCounts.add(process, batch.size);
      return first;
    }
  }

  private void write(
      Segment segment, LineBatch batch, int from, int to, long now, int process, LogSource source) {
    try {
      segment.append(batch, from, to, now, process, source);
    } catch (IOException failed) {
      warn(memoryOnlyWarning(sessionDirectory(), failed));
    }
  }

  /// The segment being written, or a new one if not even one line fits into that.
  private Segment segmentFor(LineBatch batch, int line) {
    Segment[] all = segments;
    if (all.length > 0 && all[all.length - 1].endOfFitting(batch, line) > line) {
      return all[all.length - 1];
    }
    if (all.length > 0) {
      seal(all[all.length - 1]);
    }
    int length =
        LineFlags.end(batch.entries[line])
            - (line == 0 ? 0 : LineFlags.end(batch.entries[line - 1]));
    int capacity = Math.max(settings.segmentBytes(), Segment.HEADER + Block.footprint(1, length));
    addSegment(capacity);
    return segments[segments.length - 1];
  }

  /// Begins a new segment; the oldest go if there is no room for it.
  private void addSegment(int capacity) {
    Segment[] all = segments;
    int kept = firstWithinQuota(all, capacity);
    Segment next = create(capacity);
    Segment[] rolled = Arrays.copyOfRange(all, kept, all.length + 1);
    rolled[rolled.length - 1] = next;
    segments = rolled;
    for (int i = 0; i < kept; i++) {
      evict(all[i]);
    }
  }

  private Segment create(int capacity) {
    if (session == null) {
      return Segment.create(end(), capacity, null, null, pool, this::warn);
    }
    Path path = session.nextSegment();
    try {
      return Segment.create(end(), capacity, path, SegmentFile.create(path), pool, this::warn);
    } catch (IOException unwritable) {
      warn(memoryOnlyWarning(sessionDirectory(), unwritable));
      return Segment.create(end(), capacity, null, null, pool, this::warn);
    }
  }

  private void seal(Segment segment) {
    try {
      segment.seal();
    } catch (IOException failed) {
      warn(memoryOnlyWarning(sessionDirectory(), failed));
    }
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
      warn("A log file beyond the quota cannot be removed: " + undeletable + ".");
    }
  }

  private Path sessionDirectory() {
    return session == null ? Path.of("") : session.directory();
  }

  private void warn(String text) {
    boolean known = text.equals(warning);
    warning = text;
    Consumer<String> listener = warningListener;
    if (listener != null && !known) {
      listener.accept(text);
    }
  }

  /// From now on `told` is called with each new [#warning], by whichever thread met with it; it
  /// must not block.
  public void onWarning(Consumer<String> listener) {
    warningListener = listener;
  }

  /// What a process is called, for those who read the session later. Any thread.
  public void setProcessName(int process, String name) {
    synchronized (writeLock) {
      try {
        processNames.set(process, name, session == null || closed ? null : session.directory());
      } catch (IOException unwritable) {
        warn(memoryOnlyWarning(sessionDirectory(), unwritable));
      }
    }
  }

  /// Names of processes by their ids. Any thread.
  public Map<Integer, String> processNames() {
    return processNames.all();
  }

  /// What is wrong with keeping the lines, in a sentence; null if nothing is. Any thread.
  public @Nullable String warning() {
    return warning;
  }

  /// Where this session's files are; null if it is in memory only.
  public @Nullable Path directory() {
    return session == null ? readOnlySession : session.directory();
  }

  /// Stores brummer's own words about a process, one line or several; any thread.
  public long appendNote(int process, String text) {
    LineBatch batch = new LineBatch();
    byte[] utf8 = (text + "\n").getBytes(StandardCharsets.UTF_8);
    new LineAssembler().feed(utf8, 0, utf8.length, batch);
    return append(process, LogSource.BRUMMER, batch);
  }

  /// The newest `limit` matching lines with numbers below `before` (use [Long#MAX_VALUE] for the
  /// tail). Any thread; never blocks a writer.
  public LogPage before(LogQuery query, long before, int limit) {
    return before(query, before, limit, Long.MAX_VALUE);
  }

  /// The same, but gives up after `budget`: the page is then not `complete`, and `reached` says
  /// where to go on.
  public LogPage before(LogQuery query, long before, int limit, Duration budget) {
    return before(query, before, limit, System.nanoTime() + budget.toNanos());
  }

  private LogPage before(LogQuery query, long before, int limit, long deadline) {
    Segment[] all = segments;
    return ParallelSearch.isWorthwhile(all, query)
        ? new ParallelSearch(all, query, limit, deadline).before(before)
        : new SegmentSearch(all, query, limit, deadline).before(before);
  }

  /// The oldest `limit` matching lines with numbers of at least `from`. Any thread.
  public LogPage from(LogQuery query, long from, int limit) {
    return from(query, from, limit, Long.MAX_VALUE);
  }

  /// The same, but gives up after `budget`.
  public LogPage from(LogQuery query, long from, int limit, Duration budget) {
    return from(query, from, limit, System.nanoTime() + budget.toNanos());
  }

  private LogPage from(LogQuery query, long from, int limit, long deadline) {
    Segment[] all = segments;
    return ParallelSearch.isWorthwhile(all, query)
        ? new ParallelSearch(all, query, limit, deadline).from(from)
        : new SegmentSearch(all, query, limit, deadline).from(from);
  }

  /// Hands the numbers of the matching lines in `[from, to)` on to `into`, in order; gives up after
  /// `budget`. Any thread.
  ///
  /// @return up to where it came
  public long matchingNumbers(
      LogQuery query, long from, long to, Duration budget, LongConsumer consumer) {
    Segment[] all = segments;
    long deadline = System.nanoTime() + budget.toNanos();
    int limit = Integer.MAX_VALUE;
    LogPage page =
        ParallelSearch.isWorthwhile(all, query)
            ? new ParallelSearch(all, query, limit, deadline).numbersFrom(from, to, consumer)
            : new SegmentSearch(all, query, limit, deadline).numbersFrom(from, to, consumer);
    return page.complete() ? to : Math.max(from, Math.min(to, page.reached()));
  }

  /// All lines with numbers of at least `from`, block by block.
  public LogCursor cursor(long from) {
    return new LogCursor(this, from);
  }

  Segment[] segments() {
    return segments;
  }

  /// Whether `segment` is no longer the one that is written.
  boolean hasNewerThan(Segment segment) {
    Segment[] all = segments;
    return all.length > 0 && all[all.length - 1] != segment;
  }

  /// The line with this number; null if it is gone or not there yet. Any thread.
  public @Nullable StoredLine line(long number) {
    List<StoredLine> lines = from(LogQuery.ALL, number, 1).lines();
    return lines.isEmpty() || lines.getFirst().number() != number ? null : lines.getFirst();
  }

  /// Goes on counting the lines that repeat line `number`, up to the deadline that `budget` sets.
  /// Any thread.
  ///
  /// @param known what is known already: [RepeatCount#startingAfter] or what this returned before
  public RepeatCount countRepeats(
      long number, RepeatFolding folding, RepeatCount known, Duration budget) {
    StoredLine line = known.isFinal() ? null : line(number);
    return line == null
        ? known
        : new RepeatCounter(segments, line, folding, known, System.nanoTime() + budget.toNanos())
            .run();
  }

  /// What a process has printed of a line that has not ended; empty: nothing. Called by its reader.
  public void unfinished(int process, LogSource source, byte[] text) {
    int key = process * LogSource.values().length + source.ordinal();
    if (text.length == 0) {
      unfinished.remove(key);
    } else {
      unfinished.put(key, unfinished(process, source, clock.millis(), text));
    }
  }

  private static List<StoredLine> unfinished(int process, LogSource source, long now, byte[] text) {
    List<StoredLine> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= text.length; i++) {
      if (i == text.length ? i > from : text[i] == '\n') {
        byte[] row = Arrays.copyOfRange(text, from, i);
        lines.add(new StoredLine(UNFINISHED, process, now, LogLevel.NONE, source, false, row));
        from = i + 1;
      }
    }
    return lines;
  }

  /// The lines that have not ended, with the number [#UNFINISHED], in the order of the processes;
  /// of those that `query` wants the lines of. Any thread.
  public List<StoredLine> unfinished(LogQuery query) {
    if (unfinished.isEmpty() || !query.matchesAnyText()) {
      return List.of();
    }
    BitSet processes = query.processes();
    return unfinished.values().stream()
        .flatMap(List::stream)
        .filter(line -> processes == null || processes.get(line.process()))
        .toList();
  }

  /// How appends came in.
  ///
  /// @param uncontended at once
  /// @param contended behind another thread's: that holds its child back, and loses nothing
  public record AppendStats(long uncontended, long contended) {}

  /// Of this session. Any thread.
  public AppendStats appendStats() {
    return new AppendStats(uncontended.sum(), contended.sum());
  }

  /// Number of the first line stored at this time (milliseconds since the epoch) or later, by the
  /// wall clock; [#end] if there is none. A few reads, however long the log is.
  public long firstAtOrAfter(long millis) {
    long from = first();
    long to = end();
    while (from < to) {
      long middle = (from + to) >>> 1;
      StoredLine line = line(middle);
      if (line != null && line.atMillis() >= millis) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }

  /// Number that the next line will get.
  public long end() {
    Segment[] all = segments;
    return all.length == 0 ? 0 : all[all.length - 1].end();
  }

  /// Number of the oldest line still kept: in a running session also how many the quota has cost.
  public long first() {
    Segment[] all = segments;
    return all.length == 0 ? 0 : all[0].first();
  }

  /// Lines that a process has had in this session, those that are gone included. Any thread.
  public long lineCount(int process) {
    return lineCounts.get(process);
  }

  /// Bytes of text that a process has had in this session. Any thread.
  public long byteCount(int process) {
    return byteCounts.get(process);
  }

  /// Afterwards every page is empty and nothing can be appended; reads under way end well.
  @Override
  public void close() {
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
        warn("A log file cannot be closed: " + failed + ".");
      }
      pool.close();
    }
  }
}
