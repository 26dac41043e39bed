package dev.brummer.app.plain;

import dev.brummer.app.program.StandardStreams;
import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.StoredLine;
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

/// Prints what a recorded session has of a query, with as many lines around each as wanted.
/// Confined to one thread.
public final class LogPrinter {
  private static final int PAGE_LINES = 4096;
  private static final byte[] SEPARATOR = "--\n".getBytes(StandardCharsets.US_ASCII);

  private final LogStore logs;
  private final Selection selection;
  private final Style style;
  private final BufferedOutput out;
  private final LineFormat format;
  private final Deque<StoredLine> before = new ArrayDeque<>();
  private long cursor;
  private long printedCount;
  private boolean gapPending;
  private int remainingContext;

  /// What is to be printed.
  ///
  /// @param matches that are wanted
  /// @param surroundings what may stand around them
  /// @param contextLines lines before and after each
  public record Selection(LogQuery matches, LogQuery surroundings, int contextLines) {}

  /// How it looks.
  ///
  /// @param json one object a line
  /// @param colour names in colour, and the colours of the lines
  public record Style(PrefixTemplate prefix, boolean json, boolean colour) {}

  public LogPrinter(LogStore logs, Selection selection, Style style, OutputStream out) {
    this.logs = logs;
    this.selection = selection;
    this.style = style;
    this.out = new BufferedOutput(out);
    this.cursor = logs.first();
    this.format = style.json ? new JsonFormat(this::name) : prefixed();
  }

  private LineFormat prefixed() {
    int width = logs.processNames().values().stream().mapToInt(String::length).max().orElse(0);
    boolean terminal = StandardStreams.detect().outputTerminal();
    return new PrefixFormat(
        style.prefix, this::name, width, style.colour, terminal, ZoneId.systemDefault());
  }

  private String name(int process) {
    Map<Integer, String> names = logs.processNames();
    return names.getOrDefault(process, process == 0 ? "brummer" : "process " + process);
  }

  /// Begins with the last `count` lines that are wanted.
  public void skipToLast(int count) {
    if (count <= 0) {
      cursor = logs.end();
      return;
    }
    LogPage page = logs.before(selection.matches, Long.MAX_VALUE, count);
    cursor = page.lines().isEmpty() ? logs.end() : page.lines().getFirst().number();
    if (selection.contextLines > 0) {
      LogPage more = logs.before(selection.surroundings, cursor, selection.contextLines);
      cursor = more.lines().isEmpty() ? cursor : more.lines().getFirst().number();
    }
  }

  /// Prints what is there and was not printed.
  ///
  /// @throws IOException if the stream cannot be written
  public void print() throws IOException {
    while (cursor < logs.end()) {
      if (selection.contextLines > 0) {
        pageWithContext();
      } else {
        LogPage page = logs.from(selection.matches, cursor, PAGE_LINES);
        page.lines().forEach(this::printMatch);
        cursor = page.reached();
      }
      throwOnFailure();
    }
    out.flush();
    throwOnFailure();
  }

  /// How many lines that were wanted have been printed.
  public long printedCount() {
    return printedCount;
  }

  private void pageWithContext() {
    LogPage page = logs.from(selection.surroundings, cursor, PAGE_LINES);
    Set<Long> hits = new HashSet<>();
    logs.matchingNumbers(selection.matches, cursor, page.reached(), Duration.ofDays(1), hits::add);
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

  /// A line of its own where lines were left out between two that are printed.
  private void printSeparator() {
    if (gapPending && printedCount > 0 && !style.json) {
      out.put(SEPARATOR);
    }
    gapPending = false;
  }

  private void printMatch(StoredLine line) {
    printedCount++;
    printLine(line);
  }

  private void printLine(StoredLine line) {
    if (line.source() == LogSource.BRUMMER && !style.json) {
      format.printNotice(line.process(), "◆ " + line.string(), line.atMillis(), out, out);
    } else if (style.colour || style.json) {
      format.printLine(line, out);
    } else {
      format.printLine(line.plain(), out);
    }
  }

  private void throwOnFailure() throws IOException {
    IOException failure = out.failure();
    if (failure != null) {
      throw failure;
    }
  }
}
