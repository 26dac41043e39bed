package dev.brummer.tui.view;

import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.RepeatCount;
import dev.brummer.engine.log.RepeatFoldingMode;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.tui.model.LogReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A small in-memory log. Supports every query except regular expressions.
public final class InMemoryLogReader implements LogReader {
  private final List<StoredLine> lines = new ArrayList<>();

  public long add(int process, LogLevel level, long atMillis, String text) {
    return add(process, level, LogSource.PTY, atMillis, text.getBytes(StandardCharsets.UTF_8));
  }

  public long add(int process, LogLevel level, LogSource source, long atMillis, byte[] text) {
    long number = lines.size();
    lines.add(new StoredLine(number, process, atMillis, level, source, false, text));
    return number;
  }

  @Override
  public LogPage before(LogQuery query, long before, int limit) {
    List<StoredLine> found = new ArrayList<>();
    for (int i = (int) Math.min(before, lines.size()) - 1; i >= 0 && found.size() < limit; i--) {
      if (matchesQuery(query, lines.get(i))) {
        found.addFirst(lines.get(i));
      }
    }
    return new LogPage(
        found, 0, lines.size(), found.isEmpty() ? 0 : found.getFirst().number(), true);
  }

  @Override
  public LogPage from(LogQuery query, long from, int limit) {
    List<StoredLine> found = new ArrayList<>();
    for (int i = (int) Math.max(0, from); i < lines.size() && found.size() < limit; i++) {
      if (matchesQuery(query, lines.get(i))) {
        found.add(lines.get(i));
      }
    }
    long reached = found.isEmpty() ? lines.size() : found.getLast().number() + 1;
    return new LogPage(found, 0, lines.size(), reached, true);
  }

  private static boolean matchesQuery(LogQuery query, StoredLine line) {
    return query.rules().stream().allMatch(rule -> matchesRule(rule, line))
        && matchesSearch(query, line);
  }

  private static boolean matchesRule(LogQuery.Rule rule, StoredLine line) {
    LogQuery.Search search = rule.search();
    boolean about = rule.processes() == null || rule.processes().get(line.process());
    boolean met =
        line.level().compareTo(rule.minimum()) >= 0
            && (search == null || lower(line.string()).contains(lower(search.pattern())));
    return !about || met == rule.include();
  }

  private static boolean matchesSearch(LogQuery query, StoredLine line) {
    LogQuery.Search search = query.search();
    return (query.processes() == null || query.processes().get(line.process()))
        && line.level().compareTo(query.minimum()) >= 0
        && (search == null || lower(line.string()).contains(lower(search.pattern())));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  @Override
  public long firstAtOrAfter(long millis) {
    return lines.stream().filter(line -> line.atMillis() < millis).count();
  }

  @Override
  public List<StoredLine> during(long fromMillis, long toMillis, int limit) {
    return lines.stream()
        .filter(line -> line.atMillis() >= fromMillis && line.atMillis() < toMillis)
        .limit(limit)
        .toList();
  }

  @Override
  public long matches(LogQuery query) {
    return lines.stream().filter(line -> matchesQuery(query, line)).count();
  }

  @Override
  public RepeatCount countRepeats(
      long number, RepeatFoldingMode folding, RepeatCount known, Duration budget) {
    return known;
  }

  @Override
  public List<StoredLine> unfinished(LogQuery query) {
    return List.of();
  }

  @Override
  public long first() {
    return 0;
  }

  @Override
  public long end() {
    return lines.size();
  }
}
