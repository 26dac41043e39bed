package dev.brummer.tui.model;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.tui.model.list.Formats;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The log lines that belong to a request or to something that a page told.
///
/// @param exact whether they carry the request's trace id; else they are those that the process
///   printed at the same moment, whoever caused them
/// @param line where in the log that is, also where nothing was printed
public record RelatedLogLines(List<StoredLine> lines, boolean exact, long line) {
  /// Lines that a moment has at most.
  private static final int MAX_LINES = 500;

  /// A server may log a request a little after its answer.
  private static final long LATE_TOLERANCE_MILLIS = 100;

  private static final long WINDOW_MILLIS = 250;

  /// Of a request: from its arrival to a little after its end.
  public static RelatedLogLines of(LogReader logReader, Event.RequestCompleted request) {
    long from = request.atMillis();
    long to = from + request.totalNanos() / 1_000_000 + LATE_TOLERANCE_MILLIS;
    String trace = request.detail().traceId();
    List<StoredLine> all = logReader.during(from, to, MAX_LINES);
    List<StoredLine> exact = trace.isEmpty() ? List.of() : withTrace(all, trace);
    return exact.isEmpty()
        ? new RelatedLogLines(ofProcess(all, request.process()), false, logReader.at(from))
        : new RelatedLogLines(exact, true, exact.getFirst().number());
  }

  /// Of a signal: a little before and after it.
  public static RelatedLogLines of(LogReader logReader, Event.PageEvent signal) {
    long from = signal.atMillis() - WINDOW_MILLIS;
    List<StoredLine> all = logReader.during(from, signal.atMillis() + WINDOW_MILLIS, MAX_LINES);
    return new RelatedLogLines(
        ofProcess(all, signal.process()), false, logReader.at(signal.atMillis()));
  }

  /// `2 lines with its trace id`, `3 lines at the same moment`.
  public String describe() {
    String count = lines.isEmpty() ? "no line" : Formats.count(lines.size(), "line");
    return count + (exact ? " with its trace id" : " at the same moment");
  }

  private static List<StoredLine> ofProcess(List<StoredLine> all, int process) {
    return all.stream().filter(line -> line.process() == process).toList();
  }

  private static List<StoredLine> withTrace(List<StoredLine> all, String trace) {
    byte[] wanted = trace.getBytes(StandardCharsets.UTF_8);
    List<StoredLine> found = new ArrayList<>();
    for (StoredLine line : all) {
      if (contains(line.text(), wanted)) {
        found.add(line);
      }
    }
    return found;
  }

  private static boolean contains(byte[] text, byte[] wanted) {
    for (int at = 0; at + wanted.length <= text.length; at++) {
      int same = 0;
      while (same < wanted.length && text[at + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return true;
      }
    }
    return false;
  }
}
