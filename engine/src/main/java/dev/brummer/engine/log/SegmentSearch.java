package dev.brummer.engine.log;

import dev.brummer.engine.log.assemble.AnsiStripper;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.engine.log.assemble.LogLevelDetector;
import dev.brummer.engine.log.assemble.PackedLineEntry;
import dev.brummer.engine.log.assemble.RepeatDetector;
import dev.brummer.engine.log.match.LineMatcher;
import dev.brummer.engine.log.match.LiteralSearcher;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// A search through segments in either direction. Runs per line. Confined to the calling thread.
///
/// Skips a block of another process by its header. Copies the text of a block only if the query
/// reads text, and then searches it as a whole before testing single lines.
final class SegmentSearch {
  private static final int[] NO_NUMBERS = {};
  private static final byte[] NO_BYTES = {};
  private static final int INITIAL_CAPACITY = 64;

  private final Segment[] segments;
  private final @Nullable BitSet processes;
  private final LogLevel minimum;
  private final @Nullable LineMatcher matcher;
  private final @Nullable LiteralSearcher required;
  private final List<CompiledRule> rules;
  private final boolean readsText;
  private final boolean readsLevel;
  private final LogLevelDetector levels = new LogLevelDetector();
  private final int foldedBits;
  private final long sinceMillis;
  private final long untilMillis;
  private final int limit;
  private final long deadlineNanos;

  private final List<StoredLine> found = new ArrayList<>();

  /// Receives the numbers of matches; null: the lines are collected.
  private @Nullable LongConsumer numbers;

  private long endExclusive = Long.MAX_VALUE;
  private int hits;
  private final BlockView block = new BlockView();
  private int[] offsets = NO_NUMBERS;
  private int[] candidates = NO_NUMBERS;
  private byte[] text = NO_BYTES;
  private byte[] plain = NO_BYTES;
  private boolean timedOut;
  private long reached;

  /// @param segments oldest first
  /// @param deadlineNanos [System#nanoTime] at which the search stops
  SegmentSearch(Segment[] segments, LogQuery query, int limit, long deadlineNanos) {
    this.segments = segments;
    this.processes = query.processes();
    this.minimum = query.minimum();
    this.matcher = query.search() == null ? null : query.search().matcher();
    this.rules = compile(query.rules());
    this.required = required(matcher, rules);
    this.readsText = query.readsText() || query.folding() != RepeatFoldingMode.OFF;
    this.readsLevel = query.readsLevel();
    this.foldedBits = query.folding().bits();
    this.sinceMillis = query.sinceMillis();
    this.untilMillis = query.untilMillis();
    this.limit = limit;
    this.deadlineNanos = deadlineNanos;
  }

  private static List<CompiledRule> compile(List<LogQuery.Rule> rules) {
    if (rules.isEmpty()) {
      return List.of();
    }
    return rules.stream().map(CompiledRule::new).toList();
  }

  /// A rule with its compiled search.
  private static final class CompiledRule {
    final LogQuery.Rule rule;
    final @Nullable LineMatcher matcher;

    CompiledRule(LogQuery.Rule rule) {
      this.rule = rule;
      this.matcher = rule.search() == null ? null : rule.search().matcher();
    }

    boolean appliesTo(int process) {
      BitSet processes = rule.processes();
      return processes == null || processes.get(process);
    }

    /// Whether the rule accepts such a line.
    boolean accepts(LogSource source, LogLevel level, byte[] bytes, int from, int to) {
      boolean met =
          (rule.source() == null || rule.source() == source)
              && level.compareTo(rule.minimum()) >= 0
              && (matcher == null || matcher.matches(bytes, from, to));
      return met == rule.include();
    }
  }

  private static @Nullable LiteralSearcher required(
      @Nullable LineMatcher matcher, List<CompiledRule> rules) {
    LiteralSearcher required = matcher == null ? null : matcher.required();
    for (CompiledRule rule : rules) {
      boolean appliesToAll = rule.rule.include() && rule.rule.processes() == null;
      if (required == null && appliesToAll && rule.matcher != null) {
        required = rule.matcher.required();
      }
    }
    return required;
  }

  LogPage before(long before) {
    long end = end();
    reached = Math.min(before, end);
    for (int i = segments.length - 1; i >= 0 && hasCapacity(); i--) {
      Segment segment = segments[i];
      ByteBuffer memory = segment.first() < reached ? segment.pin() : null;
      if (memory != null) {
        try {
          scanBackward(segment, memory, Math.min(reached, segment.end()));
        } finally {
          segment.unpin();
        }
      }
    }
    if (hasCapacity()) {
      reached = Math.min(reached, first());
    }
    Collections.reverse(found);
    return page(end);
  }

  /// As [#from(long)], but reads only lines below `to` and passes their numbers to `into`; the page
  /// has no lines.
  LogPage numbersFrom(long from, long to, LongConsumer into) {
    numbers = into;
    endExclusive = to;
    return from(from);
  }

  LogPage from(long from) {
    long end = Math.min(end(), endExclusive);
    reached = Math.max(from, first());
    for (int i = 0; i < segments.length && hasCapacity(); i++) {
      Segment segment = segments[i];
      long bound = Math.min(end, segment.end());
      ByteBuffer memory = reached < bound ? segment.pin() : null;
      if (memory != null) {
        try {
          scanForward(segment, memory, Math.max(reached, segment.first()), bound);
        } finally {
          segment.unpin();
        }
      }
    }
    if (hasCapacity()) {
      reached = Math.max(reached, end);
    }
    return page(end);
  }

  private long end() {
    return segments.length == 0 ? 0 : segments[segments.length - 1].end();
  }

  private long first() {
    return segments.length == 0 ? 0 : segments[0].first();
  }

  private LogPage page(long end) {
    return new LogPage(List.copyOf(found), first(), end, reached, !timedOut);
  }

  private boolean hasCapacity() {
    return !timedOut && hits < limit;
  }

  /// Tests the lines of one segment below `bound`, newest first.
  private void scanBackward(Segment segment, ByteBuffer memory, long bound) {
    long below = bound;
    for (int span = segment.spanOf(below - 1); span >= 0 && below > segment.first(); span--) {
      int count = collectBlocks(segment, memory, span, below);
      for (int i = count - 1; i >= 0; i--) {
        checkDeadline();
        if (!hasCapacity()) {
          return;
        }
        block.moveTo(memory, offsets[i]);
        scanBlockBackward((int) Math.min(block.count(), below - block.first()));
      }
      below = segment.spanFirst(span);
    }
  }

  /// Collects the offsets of the span's blocks that start below `bound` into `offsets`.
  private int collectBlocks(Segment segment, ByteBuffer memory, int span, long bound) {
    int count = 0;
    int at = segment.spanOffset(span);
    block.moveTo(memory, at);
    long number = block.first();
    while (number < bound) {
      if (count == offsets.length) {
        offsets = Arrays.copyOf(offsets, Math.max(INITIAL_CAPACITY, count * 2));
      }
      offsets[count++] = at;
      number += block.count();
      at = block.next();
      block.moveTo(memory, at);
    }
    return count;
  }

  private void scanBlockBackward(int count) {
    long first = block.first();
    reached = first;
    if (!prepareBlock(0, count)) {
      return;
    }
    if (!canSearchWhole(0, count)) {
      for (int i = count - 1; i >= 0; i--) {
        test(i);
        if (hits == limit) {
          reached = first + i;
          return;
        }
      }
      return;
    }
    for (int i = findCandidates(0, count) - 1; i >= 0; i--) {
      test(candidates[i]);
      if (hits == limit) {
        reached = first + candidates[i];
        return;
      }
    }
  }

  /// Tests the lines of one segment in `[from, bound)`, oldest first.
  private void scanForward(Segment segment, ByteBuffer memory, long from, long bound) {
    int at = segment.spanOffset(segment.spanOf(from));
    block.moveTo(memory, at);
    long number = block.first();
    while (number < bound) {
      int count = block.count();
      if (number + count > from) {
        checkDeadline();
        if (!hasCapacity()) {
          return;
        }
        scanBlockForward((int) Math.max(0, from - number), (int) Math.min(count, bound - number));
      }
      number += count;
      at = block.next();
      block.moveTo(memory, at);
    }
  }

  private void scanBlockForward(int from, int to) {
    long first = block.first();
    reached = first + to;
    if (!prepareBlock(from, to)) {
      return;
    }
    boolean candidatesOnly = canSearchWhole(from, to);
    int count = candidatesOnly ? findCandidates(from, to) : to - from;
    for (int i = 0; i < count; i++) {
      int line = candidatesOnly ? candidates[i] : from + i;
      test(line);
      if (hits == limit) {
        reached = first + line + 1;
        return;
      }
    }
  }

  /// Whether the lines `[from, to)` of the block may match; copies their text if needed.
  private boolean prepareBlock(int from, int to) {
    if (from >= to || (processes != null && !processes.get(block.process())) || !isInTimeRange()) {
      return false;
    }
    if (readsText) {
      int length = block.end(to - 1);
      if (text.length < length) {
        text = new byte[Math.max(length, text.length * 2)];
      }
      block.copyText(0, length, text);
    }
    return true;
  }

  /// Whether the text of `[from, to)` can be searched as a whole for the required literal, which
  /// escape sequences could interrupt.
  private boolean canSearchWhole(int from, int to) {
    return required != null && !isStyled(from, to);
  }

  /// Collects the lines of `[from, to)` in which the required literal starts into `candidates`.
  ///
  /// @return number of candidates
  private int findCandidates(int from, int to) {
    LiteralSearcher literal = required;
    int count = 0;
    int line = from;
    int end = block.end(to - 1);
    int position = literal == null ? -1 : literal.find(text, block.begin(from), end);
    while (position >= 0) {
      line = lineAt(position, line, to);
      if (count == candidates.length) {
        candidates = Arrays.copyOf(candidates, Math.max(INITIAL_CAPACITY, count * 2));
      }
      candidates[count++] = line;
      line++;
      position = literal == null || line == to ? -1 : literal.find(text, block.begin(line), end);
    }
    return count;
  }

  /// The line of `[from, to)` that contains this offset of the text.
  private int lineAt(int position, int from, int to) {
    int low = from;
    int step = 1;
    while (low + step < to && block.end(low + step - 1) <= position) {
      low += step;
      step *= 2;
    }
    int high = Math.min(to - 1, low + step - 1);
    while (low < high) {
      int middle = low + high >>> 1;
      if (block.end(middle) <= position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean isInTimeRange() {
    long at = block.atMillis();
    return at >= sinceMillis && at < untilMillis;
  }

  private boolean isStyled(int from, int to) {
    int entries = 0;
    for (int i = from; i < to; i++) {
      entries |= block.entry(i);
    }
    return PackedLineEntry.isStyled(entries);
  }

  private void test(int line) {
    int entry = block.entry(line);
    if (isFolded(line, entry)) {
      return;
    }
    if (!readsText && acceptsUnread()) {
      hits++;
      if (numbers == null) {
        found.add(block.line(line));
      } else {
        numbers.accept(block.first() + line);
      }
      return;
    }
    int start = block.begin(line);
    int end = PackedLineEntry.end(entry);
    if (readsText && matches(entry, start, end)) {
      hits++;
      if (numbers == null) {
        found.add(block.line(line, entry, Arrays.copyOfRange(text, start, end)));
      } else {
        numbers.accept(block.first() + line);
      }
    }
  }

  private boolean isFolded(int line, int entry) {
    if (foldedBits == 0 || line == 0) {
      return (entry & foldedBits) != 0;
    }
    int before = block.entry(line - 1);
    return (RepeatDetector.repeatBits(text, block.begin(line - 1), before, entry) & foldedBits)
        != 0;
  }

  /// Whether all rules accept a line whose text is not read.
  private boolean acceptsUnread() {
    return rules.isEmpty() || matches(LogLevel.NONE, text, 0, 0);
  }

  private boolean matches(int entry, int start, int end) {
    LogLevel level = readsLevel ? levels.level(entry, text, start, end) : LogLevel.NONE;
    if (level.compareTo(minimum) < 0) {
      return false;
    }
    if (!PackedLineEntry.isStyled(entry)) {
      return matches(level, text, start, end);
    }
    if (plain.length < end - start) {
      plain = new byte[end - start];
    }
    return matches(level, plain, 0, AnsiStripper.strip(text, start, end, plain));
  }

  private boolean matches(LogLevel level, byte[] bytes, int from, int to) {
    if (matcher != null && !matcher.matches(bytes, from, to)) {
      return false;
    }
    for (CompiledRule rule : rules) {
      if (rule.appliesTo(block.process())
          && !rule.accepts(block.source(), level, bytes, from, to)) {
        return false;
      }
    }
    return true;
  }

  private void checkDeadline() {
    timedOut |= deadlineNanos != Long.MAX_VALUE && System.nanoTime() - deadlineNanos > 0;
  }
}
