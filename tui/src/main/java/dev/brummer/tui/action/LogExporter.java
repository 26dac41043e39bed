package dev.brummer.tui.action;

import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.tui.inbox.UiInbox;
import dev.brummer.tui.inbox.UiMessage;
import dev.brummer.tui.model.LogReader;
import dev.brummer.tui.model.Toast;
import dev.brummer.tui.paint.AnsiParser;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.IntFunction;

/// Writes the lines in view to a file, on a virtual thread; says at the end where they are.
public final class LogExporter {
  private static final int PORTION = 2048;

  private static final long TELL_NANOS = 500_000_000;

  private final LogReader lines;
  private final UiInbox inbox;

  /// When it was last said how far a save is; written by whoever saves.
  private volatile long told = System.nanoTime();

  public LogExporter(LogReader lines, UiInbox inbox) {
    this.lines = lines;
    this.inbox = inbox;
  }

  /// Saves what fits the query and is there now as `time name | text`.
  ///
  /// @param names of processes; called on another thread
  void save(Path file, LogQuery query, long from, ZoneId zone, IntFunction<String> names) {
    Thread.ofVirtual()
        .name("save")
        .start(() -> inbox.post(written(file, query, from, zone, names)));
  }

  private UiMessage written(
      Path file, LogQuery query, long from, ZoneId zone, IntFunction<String> names) {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW)) {
      long count = write(out, query, from, zone, names);
      return new UiMessage.Said("saved " + count + " lines in " + file, Toast.Mood.DONE);
    } catch (IOException broken) {
      return new UiMessage.Said("Cannot save in " + file + ": " + broken, Toast.Mood.TROUBLE);
    }
  }

  /// Says now and then how far it is.
  private void tell(long at, long end) {
    long now = System.nanoTime();
    if (now - told > TELL_NANOS) {
      told = now;
      inbox.post(
          new UiMessage.Said("saving, " + 100 * at / Math.max(1, end) + "%", Toast.Mood.NOTICE));
    }
  }

  private long write(
      BufferedWriter out, LogQuery query, long from, ZoneId zone, IntFunction<String> names)
      throws IOException {
    AnsiParser spans = new AnsiParser();
    long end = lines.end();
    long at = from;
    long count = 0;
    while (at < end) {
      LogPage page = lines.from(query, at, PORTION);
      for (StoredLine line : page.lines()) {
        if (line.number() >= end) {
          return count;
        }
        out.write(Instant.ofEpochMilli(line.atMillis()).atZone(zone).toLocalTime() + " ");
        out.write(names.apply(line.process()) + " | " + spans.parse(line.text(), 0) + "\n");
        count++;
      }
      if (page.lines().size() < PORTION && page.complete()) {
        return count;
      }
      at = Math.max(page.reached(), at);
      tell(at, end);
    }
    return count;
  }
}
