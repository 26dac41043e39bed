package dev.brummer.tui.model;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.tui.model.list.CompactFormats;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The log lines related to a request or a page event.
///
/// @param exact whether the lines contain the request's trace id; otherwise they are the lines that
///   the process printed at that time
/// @param line the position in the log, even if there are no lines
public record RelatedLogLines(List<StoredLine> lines, boolean exact, long line) {
  /// Limit of related lines.
  private static final int MAX_LINES = 500;

  /// A server may log a request shortly after its response.
  private static final long LATE_TOLERANCE_MILLIS = 100;

  private static final long WINDOW_MILLIS = 250;

  /// Lines related to a request: from its arrival until shortly after its end.
  public static RelatedLogLines of(LogReader logReader, Event.RequestCompleted request) {
    long from = request.atMillis();
    long to = from + request.totalNanos() / 1_000_000 + LATE_TOLERANCE_MILLIS;
    String trace = request.detail().traceId();
    List<StoredLine> all = logReader.during(from, to, MAX_LINES);
    List<StoredLine> exact = trace.isEmpty() ? List.of() : withTrace(all, trace);
    return exact.isEmpty()
        ? new RelatedLogLines(
            ofProcess(all, request.process()), false, logReader.firstAtOrAfter(from))
        : new RelatedLogLines(exact, true, exact.getFirst().number());
  }

  /// Lines related to a page event: shortly before and after it.
  public static RelatedLogLines of(LogReader logReader, Event.PageEvent event) {
    long from = event.atMillis() - WINDOW_MILLIS;
    List<StoredLine> all = logReader.during(from, event.atMillis() + WINDOW_MILLIS, MAX_LINES);
    return new RelatedLogLines(
        ofProcess(all, event.process()), false, logReader.firstAtOrAfter(event.atMillis()));
  }

  /// `2 lines with its trace id`, `3 lines at the same time`.
  public String describe() {
    String count = lines.isEmpty() ? "no lines" : CompactFormats.count(lines.size(), "line");
    return count + (exact ? " with its trace id" : " at the same time");
  }

  private static List<StoredLine> ofProcess(List<StoredLine> all, int process) {
    return all.stream().filter(line -> line.process() == process).toList();
  }

  private static List<StoredLine> withTrace(List<StoredLine> all, String trace) {
    byte[] pattern = trace.getBytes(StandardCharsets.UTF_8);
    List<StoredLine> found = new ArrayList<>();
    for (StoredLine line : all) {
      if (contains(line.text(), pattern)) {
        found.add(line);
      }
    }
    return found;
  }

  private static boolean contains(byte[] text, byte[] pattern) {
    for (int at = 0; at + pattern.length <= text.length; at++) {
      int same = 0;
      while (same < pattern.length && text[at + same] == pattern[same]) {
        same++;
      }
      if (same == pattern.length) {
        return true;
      }
    }
    return false;
  }
}
