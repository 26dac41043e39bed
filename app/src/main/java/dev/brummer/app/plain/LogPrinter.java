package dev.brummer.app.plain;

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
  private static final int PAGE = 4096;
  private static final byte[] GAP = "--\n".getBytes(StandardCharsets.US_ASCII);

  private final LogStore logs;
  private final Wanted wanted;
  private final Look look;
  private final BufferedOutput out;
  private final LineFormat format;
  private final Deque<StoredLine> before = new ArrayDeque<>();
  private long cursor;
  private long printed;
  private boolean skipped;
  private int after;

  /// What is to be printed.
  ///
  /// @param lines that are wanted
  /// @param around what may stand around them
  /// @param context lines before and after each
  public record Wanted(LogQuery lines, LogQuery around, int context) {}

  /// How it looks.
  ///
  /// @param json one object a line
  /// @param colour names in colour, and the colours of the lines
  public record Look(PrefixTemplate prefix, boolean json, boolean colour) {}

  public LogPrinter(LogStore logs, Wanted wanted, Look look, OutputStream out) {
    this.logs = logs;
    this.wanted = wanted;
    this.look = look;
    this.out = new BufferedOutput(out);
    this.cursor = logs.first();
    this.format = look.json ? new JsonFormat(this::name) : prefixed();
  }

  private LineFormat prefixed() {
    int width = logs.processNames().values().stream().mapToInt(String::length).max().orElse(0);
    return new PrefixFormat(look.prefix, this::name, width, look.colour, ZoneId.systemDefault());
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
    LogPage page = logs.before(wanted.lines, Long.MAX_VALUE, count);
    cursor = page.lines().isEmpty() ? logs.end() : page.lines().getFirst().number();
    if (wanted.context > 0) {
      LogPage more = logs.before(wanted.around, cursor, wanted.context);
      cursor = more.lines().isEmpty() ? cursor : more.lines().getFirst().number();
    }
  }

  /// Prints what is there and was not printed.
  ///
  /// @throws IOException if the stream cannot be written
  public void print() throws IOException {
    while (cursor < logs.end()) {
      if (wanted.context > 0) {
        pageWithContext();
      } else {
        LogPage page = logs.from(wanted.lines, cursor, PAGE);
        page.lines().forEach(this::line);
        cursor = page.reached();
      }
      check();
    }
    out.flush();
    check();
  }

  /// How many lines that were wanted have been printed.
  public long printed() {
    return printed;
  }

  private void pageWithContext() {
    LogPage page = logs.from(wanted.around, cursor, PAGE);
    Set<Long> hits = new HashSet<>();
    logs.matchingNumbers(wanted.lines, cursor, page.reached(), Duration.ofDays(1), hits::add);
    for (StoredLine line : page.lines()) {
      if (hits.contains(line.number())) {
        gap();
        before.forEach(this::raw);
        before.clear();
        line(line);
        after = wanted.context;
      } else if (after > 0) {
        after--;
        raw(line);
      } else {
        before.addLast(line);
        if (before.size() > wanted.context) {
          before.removeFirst();
          skipped = true;
        }
      }
    }
    cursor = page.reached();
  }

  /// A line of its own where lines were left out between two that are printed.
  private void gap() {
    if (skipped && printed > 0 && !look.json) {
      out.put(GAP);
    }
    skipped = false;
  }

  private void line(StoredLine line) {
    printed++;
    raw(line);
  }

  private void raw(StoredLine line) {
    if (line.source() == LogSource.BRUMMER && !look.json) {
      format.note(line.process(), "◆ " + line.string(), line.atMillis(), out, out);
    } else if (look.colour || look.json) {
      format.line(line, out);
    } else {
      format.line(line.plain(), out);
    }
  }

  private void check() throws IOException {
    IOException failure = out.failure();
    if (failure != null) {
      throw failure;
    }
  }
}
