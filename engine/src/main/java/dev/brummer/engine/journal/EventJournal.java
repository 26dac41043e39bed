package dev.brummer.engine.journal;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.Kind;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.Subscriber;
import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.log.LogStore;
import java.io.BufferedWriter;
import java.io.IOException;
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

/// The bus's `Logger`: remembers the last events that are no lines, counts all kinds, and writes
/// the former to `events.txt` in the directory of the session, one line each, for whoever asks
/// later what happened when. Lines are only counted: they are in the log store. Any thread reads; a
/// worker of the bus writes.
public final class EventJournal implements AutoCloseable {
  /// Entries remembered.
  static final int MAX_ENTRIES = 1_000;

  /// Beyond this the file is not written any more, and says so in its last line.
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
          Kind.NOTICE,
          Kind.INTERNAL_FAILURE);

  private final AtomicLongArray counts = new AtomicLongArray(Kind.values().length);
  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Subscription subscription;
  private final JournalFile writer;

  /// @param directory of the session; null: nothing is written
  public EventJournal(EventBus bus, @Nullable Path directory) {
    this.writer = new JournalFile(directory, bus);
    this.subscription =
        bus.subscribe("Logger", KINDS, OverflowPolicy.CONFLATE, MAILBOX_CAPACITY, writer);
  }

  /// One event.
  ///
  /// @param text in a few words, on one line
  public record Entry(long atMillis, Kind kind, String text) {}

  /// The last `limit` entries, oldest first.
  public List<Entry> recent(int limit) {
    synchronized (entries) {
      return entries.stream().skip(Math.max(0, entries.size() - limit)).toList();
    }
  }

  /// How many events of this kind there were; of lines, how many lines.
  public long count(Kind kind) {
    return counts.get(kind.ordinal());
  }

  /// Where the entries are written to, null if nowhere.
  public @Nullable Path file() {
    return writer.file;
  }

  /// Takes it off the bus and closes the file.
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

  /// The subscriber. Its file is opened with the first entry.
  private final class JournalFile implements Subscriber {
    private final EventBus bus;
    private volatile @Nullable Path file;
    private @Nullable BufferedWriter out;
    private long writtenChars;

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
      write(time(entry.atMillis) + entry.kind.name() + " " + entry.text);
    }

    /// Mostly lines, whose number is then less than the truth.
    @Override
    public void missed(long count) {
      write(time(System.currentTimeMillis()) + count + " events missed");
    }

    /// In UTC. A formatter would cost every start the time to load it.
    private static String time(long millis) {
      int nanos = (int) Math.floorMod(millis, 1_000L) * 1_000_000;
      long seconds = Math.floorDiv(millis, 1_000L);
      return LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC) + "Z ";
    }

    @Override
    public synchronized void idle() {
      if (out != null) {
        tryWrite(out::flush);
      }
    }

    synchronized void closeFile() {
      if (out != null) {
        tryWrite(out::close);
        out = null;
        file = null;
      }
    }

    private synchronized void write(String line) {
      Path into = file;
      if (into == null || writtenChars > MAX_FILE_BYTES) {
        return;
      }
      writtenChars += line.length() + 1;
      String text =
          writtenChars > MAX_FILE_BYTES ? "… and no more: the file is full\n" : line + "\n";
      tryWrite(() -> {
        BufferedWriter opened = out;
        if (opened == null) {
          opened = Files.newBufferedWriter(into, StandardCharsets.UTF_8);
          out = opened;
        }
        opened.write(text);
      });
    }

    private void tryWrite(FileAction fileAction) {
      try {
        fileAction.run();
      } catch (IOException failed) {
        String text = file + " cannot be written: " + failed.getMessage();
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
