package dev.brummer.tui.action;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.file.OwnerOnlyFiles;
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
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.IntFunction;

/// Exports log lines to a file on a virtual thread and reports progress and result to the inbox.
public final class LogExporter {
  private static final int PAGE_LINES = 2048;

  private static final long PROGRESS_INTERVAL_NANOS = 500_000_000;

  private final LogReader logReader;
  private final UiInbox inbox;

  /// When progress was last reported, by `System.nanoTime`; written by the exporting thread.
  private volatile long lastProgress = System.nanoTime();

  public LogExporter(LogReader logReader, UiInbox inbox) {
    this.logReader = logReader;
    this.inbox = inbox;
  }

  /// Exports the lines that match the query and are stored now, as `time name | text`.
  ///
  /// @param from number of the first line
  /// @param names process names by id; called on the exporting thread
  void export(Path file, LogQuery query, long from, ZoneId zone, IntFunction<String> names) {
    Thread.ofVirtual()
        .name("export")
        .start(() -> inbox.post(exportTo(file, query, from, zone, names)));
  }

  private UiMessage exportTo(
      Path file, LogQuery query, long from, ZoneId zone, IntFunction<String> names) {
    try (BufferedWriter out = OwnerOnlyFiles.newWriter(file)) {
      long count = write(out, query, from, zone, names);
      return new UiMessage.Notification(
          "saved " + count + " lines to " + file, Toast.Severity.SUCCESS);
    } catch (IOException failure) {
      return new UiMessage.Notification(
          "Cannot save to " + file + ": " + IoErrorMessage.of(failure), Toast.Severity.ERROR);
    }
  }

  /// Reports progress at most once per [#PROGRESS_INTERVAL_NANOS].
  private void reportProgress(long at, long end) {
    long now = System.nanoTime();
    if (now - lastProgress > PROGRESS_INTERVAL_NANOS) {
      lastProgress = now;
      inbox.post(
          new UiMessage.Notification(
              "saving: " + 100 * at / Math.max(1, end) + "%", Toast.Severity.INFO));
    }
  }

  private long write(
      BufferedWriter out, LogQuery query, long from, ZoneId zone, IntFunction<String> names)
      throws IOException {
    AnsiParser ansi = new AnsiParser();
    long end = logReader.end();
    long at = from;
    long count = 0;
    while (at < end) {
      LogPage page = logReader.from(query, at, PAGE_LINES);
      for (StoredLine line : page.lines()) {
        if (line.number() >= end) {
          return count;
        }
        out.write(Instant.ofEpochMilli(line.atMillis()).atZone(zone).toLocalTime() + " ");
        out.write(names.apply(line.process()) + " | " + ansi.parse(line.text(), 0) + "\n");
        count++;
      }
      if (page.lines().size() < PAGE_LINES && page.complete()) {
        return count;
      }
      at = Math.max(page.reached(), at);
      reportProgress(at, end);
    }
    return count;
  }
}
