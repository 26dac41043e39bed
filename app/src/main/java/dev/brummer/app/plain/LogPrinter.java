package dev.brummer.app.plain;

import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.mask.MaskedLog;
import dev.brummer.engine.mask.Masking;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Prints the lines of a recorded session that match a query, with context lines around each match.
/// Confined to one thread.
public final class LogPrinter {
  private static final int PAGE_LINES = 4096;
  private static final byte[] SEPARATOR = "--\n".getBytes(StandardCharsets.US_ASCII);

  private final LogStore logs;
  private final MaskedLog masked;
  private final Selection selection;
  private final Style style;
  private final BufferedOutput out;
  private final LineWriter lineWriter;
  private final Deque<StoredLine> before = new ArrayDeque<>();
  private long cursor;
  private long printedCount;
  private boolean gapPending;
  private int remainingContext;

  /// Lines to print.
  ///
  /// @param matches selects the lines
  /// @param surroundings selects the lines that may appear as context
  /// @param contextLines maximum number of context lines before and after each match
  public record Selection(LogQuery matches, LogQuery surroundings, int contextLines) {}

  /// Appearance of the output.
  ///
  /// @param json prints one JSON object per line and ignores the prefix
  /// @param colour colours the names and keeps the colours of the lines
  public record Style(PrefixTemplate prefix, boolean json, boolean colour) {}

  public LogPrinter(
      LogStore logs, Masking masking, Selection selection, Style style, OutputStream out) {
    this.logs = logs;
    this.masked = new MaskedLog(logs, masking);
    this.selection = selection;
    this.style = style;
    this.out = new BufferedOutput(out);
    this.cursor = logs.first();
    this.lineWriter =
        style.json ? new JsonLinesWriter(this::name, this.out) : createPrefixedLineWriter();
  }

  private LineWriter createPrefixedLineWriter() {
    int width = logs.processNames().values().stream().mapToInt(String::length).max().orElse(0);
    PrefixedLineWriter.Layout layout =
        new PrefixedLineWriter.Layout(style.prefix, width, style.colour, ZoneId::systemDefault);
    return new PrefixedLineWriter(layout, this::name, out, out);
  }

  private String name(int process) {
    Map<Integer, String> names = logs.processNames();
    return names.getOrDefault(process, process == 0 ? "brummer" : "process " + process);
  }

  /// Skips all but the last `count` matches.
  public void skipToLast(int count) {
    if (count <= 0) {
      cursor = logs.end();
      return;
    }
    LogPage page = masked.before(selection.matches, Long.MAX_VALUE, count);
    cursor = page.lines().isEmpty() ? logs.end() : page.lines().getFirst().number();
    if (selection.contextLines > 0) {
      LogPage more = masked.before(selection.surroundings, cursor, selection.contextLines);
      cursor = more.lines().isEmpty() ? cursor : more.lines().getFirst().number();
    }
  }

  /// Prints all stored lines that were not printed yet.
  ///
  /// @throws IOException if the stream cannot be written
  public void print() throws IOException {
    while (cursor < logs.end()) {
      if (selection.contextLines > 0) {
        pageWithContext();
      } else {
        LogPage page = masked.from(selection.matches, cursor, PAGE_LINES);
        page.lines().forEach(this::printMatch);
        cursor = page.reached();
      }
      throwOnFailure();
    }
    out.flush();
    throwOnFailure();
  }

  /// Number of the next line to be examined.
  public long cursor() {
    return cursor;
  }

  /// Number of printed matches, context lines excluded.
  public long printedCount() {
    return printedCount;
  }

  private void pageWithContext() {
    LogPage page = masked.from(selection.surroundings, cursor, PAGE_LINES);
    Set<Long> hits = new HashSet<>();
    masked.matchingNumbers(
        selection.matches, cursor, page.reached(), Duration.ofDays(1), hits::add);
    for (StoredLine line : page.lines()) {
      if (hits.contains(line.number())) {
        printSeparator();
        before.forEach(this::printLine);
        before.clear();
        printMatch(line);
        remainingContext = selection.contextLines;
      } else if (remainingContext > 0) {
        remainingContext--;
        printLine(line);
      } else {
        before.addLast(line);
        if (before.size() > selection.contextLines) {
          before.removeFirst();
          gapPending = true;
        }
      }
    }
    cursor = page.reached();
  }

  /// Prints a separator where lines were skipped, as `grep` does.
  private void printSeparator() {
    if (gapPending && printedCount > 0 && !style.json) {
      out.write(SEPARATOR);
    }
    gapPending = false;
  }

  private void printMatch(StoredLine line) {
    printedCount++;
    printLine(line);
  }

  private void printLine(StoredLine line) {
    if (line.source() == LogSource.BRUMMER && !style.json) {
      lineWriter.writeNotice(line.process(), "◆ " + line.plainString(), line.atMillis());
    } else {
      lineWriter.writeLine(line);
    }
  }

  private void throwOnFailure() throws IOException {
    IOException failure = out.failure();
    if (failure != null) {
      throw failure;
    }
  }
}
