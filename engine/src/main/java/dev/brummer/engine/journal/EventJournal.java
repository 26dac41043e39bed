package dev.brummer.engine.journal;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.Kind;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.Subscriber;
import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.file.OwnerOnlyFiles;
import dev.brummer.engine.log.LogStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/// The bus's `Logger`: keeps the latest events, counts the events of each kind and appends them to
/// `events.txt` in the session directory, one per line. Log lines are only counted, because the log
/// store keeps them. Any thread reads; a worker of the bus writes.
public final class EventJournal implements AutoCloseable {
  /// Maximum number of entries in memory.
  static final int MAX_ENTRIES = 1_000;

  /// Maximum size of the file; its last line says that it is full.
  static final long MAX_FILE_BYTES = 8 << 20;

  private static final int MAILBOX_CAPACITY = 1 << 12;

  private static final Set<Kind> KINDS =
      EnumSet.of(
          Kind.PROCESS_STARTED,
          Kind.PROCESS_EXITED,
          Kind.LOG_LINE,
          Kind.ERROR_DETECTED,
          Kind.BUILD_EVENT,
          Kind.TEST_FAILED,
          Kind.TEST_PASSED,
          Kind.PROCESS_CHANGED,
          Kind.URL_DETECTED,
          Kind.ROUTE_OPENED,
          Kind.ROUTE_CLOSED,
          Kind.ORPHANS_FOUND,
          Kind.CONFIG_CHANGED,
          Kind.NOTICE,
          Kind.INTERNAL_FAILURE,
          Kind.RUN_ENDED);

  private final AtomicLongArray counts = new AtomicLongArray(Kind.values().length);
  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Subscription subscription;
  private final JournalFile writer;

  /// @param directory of the session; null: no file is written
  public EventJournal(EventBus bus, @Nullable Path directory) {
    this.writer = new JournalFile(directory, bus);
    this.subscription =
        bus.subscribe("Logger", KINDS, OverflowPolicy.CONFLATE, MAILBOX_CAPACITY, writer);
  }

  /// One event.
  ///
  /// @param text one line
  public record Entry(long atMillis, Kind kind, String text) {}

  /// The latest `limit` entries, oldest first.
  public List<Entry> recent(int limit) {
    synchronized (entries) {
      return entries.stream().skip(Math.max(0, entries.size() - limit)).toList();
    }
  }

  /// Number of events of this kind; for log lines the number of lines.
  public long count(Kind kind) {
    return counts.get(kind.ordinal());
  }

  /// The file with the entries, null if none is written.
  public @Nullable Path file() {
    return writer.file;
  }

  /// Unsubscribes from the bus and closes the file.
  @Override
  public void close() {
    subscription.close();
    writer.closeFile();
  }

  private void addEntry(Entry entry) {
    synchronized (entries) {
      entries.addLast(entry);
      if (entries.size() > MAX_ENTRIES) {
        entries.removeFirst();
      }
    }
  }

  /// The subscriber. Opens its file with the first entry.
  private final class JournalFile implements Subscriber {
    private final EventBus bus;
    private volatile @Nullable Path file;
    private @Nullable BufferedWriter out;
    private long writtenChars;

    /// Whether entries were written since the last [#idle].
    private boolean unflushed;

    JournalFile(@Nullable Path directory, EventBus bus) {
      this.file = directory == null ? null : directory.resolve(LogStore.JOURNAL_FILE);
      this.bus = bus;
    }

    @Override
    public void on(Event event) {
      if (event instanceof Event.LogLine lines) {
        counts.addAndGet(Kind.LOG_LINE.ordinal(), lines.count());
        return;
      }
      counts.incrementAndGet(event.kind().ordinal());
      Entry entry = new Entry(event.atMillis(), event.kind(), EventFormatter.format(event));
      addEntry(entry);
      write(entry);
    }

    private void write(Entry entry) {
      write(time(entry.atMillis) + EventFormatter.label(entry.kind) + " " + entry.text);
    }

    /// Most of the missed events are log lines; their count is then too low.
    @Override
    public void missed(long count) {
      write(time(System.currentTimeMillis()) + count + " events missed");
    }

    /// Formats a time in UTC. A `DateTimeFormatter` would add its loading time to every start.
    private static String time(long millis) {
      int nanos = (int) Math.floorMod(millis, 1_000L) * 1_000_000;
      long seconds = Math.floorDiv(millis, 1_000L);
      return LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC) + "Z ";
    }

    @Override
    public synchronized void idle() {
      BufferedWriter opened = out;
      Path path = file;
      if (opened != null && path != null && unflushed) {
        unflushed = false;
        tryWrite(() -> {
          opened.flush();
          if (!Files.exists(path)) {
            reopen(opened, path);
          }
        });
      }
    }

    /// Writes the latest entries to a new file in place of one that another program has deleted.
    private void reopen(BufferedWriter deleted, Path path) throws IOException {
      deleted.close();
      out = null;
      OwnerOnlyFiles.createParents(path);
      writtenChars = 0;
      recent(MAX_ENTRIES).forEach(this::write);
    }

    synchronized void closeFile() {
      if (out != null) {
        tryWrite(out::close);
        out = null;
        file = null;
      }
    }

    private synchronized void write(String line) {
      Path path = file;
      if (path == null || writtenChars > MAX_FILE_BYTES) {
        return;
      }
      unflushed = true;
      writtenChars += line.length() + 1;
      String text =
          writtenChars > MAX_FILE_BYTES
              ? "… file full, later events are not recorded\n"
              : line + "\n";
      tryWrite(() -> {
        BufferedWriter opened = out;
        if (opened == null) {
          opened =
              new BufferedWriter(
                  new OutputStreamWriter(
                      OwnerOnlyFiles.newOutputStream(path), StandardCharsets.UTF_8));
          out = opened;
        }
        opened.write(text);
      });
    }

    private void tryWrite(FileAction action) {
      try {
        action.run();
      } catch (IOException failed) {
        String text = file + " cannot be written: " + IoErrorMessage.of(failed);
        file = null;
        out = null;
        bus.offer(new Event.Notice(text, System.currentTimeMillis()));
      }
    }
  }

  private interface FileAction {
    void run() throws IOException;
  }
}
