package dev.brummer.engine.log;

import dev.brummer.engine.log.assemble.AnsiStripper;
import dev.brummer.engine.log.assemble.LineFlags;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.engine.log.assemble.RepeatDetector;
import dev.brummer.engine.log.match.LineMatcher;
import dev.brummer.engine.log.match.LiteralSearcher;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// One search through the segments, in either direction (per line). Confined to its caller's
/// thread.
///
/// A block is left out by its process at a glance; its text is copied out only if there is
/// something to look for, and then first searched as a whole.
final class SegmentSearch {
  private static final int[] NO_NUMBERS = {};
  private static final byte[] NO_BYTES = {};
  private static final int FEW = 64;

  private final Segment[] segments;
  private final @Nullable BitSet processes;
  private final LogLevel minimum;
  private final @Nullable LineMatcher matcher;
  private final @Nullable LiteralSearcher required;
  private final List<Condition> rules;
  private final boolean looks;
  private final int folded;
  private final long sinceMillis;
  private final long untilMillis;
  private final int limit;
  private final long deadlineNanos;

  private final List<StoredLine> found = new ArrayList<>();

  /// Takes the numbers of what is found; null: the lines are wanted.
  private @Nullable LongConsumer numbers;

  private long until = Long.MAX_VALUE;
  private int hits;
  private final Block block = new Block();
  private int[] offsets = NO_NUMBERS;
  private int[] candidates = NO_NUMBERS;
  private byte[] text = NO_BYTES;
  private byte[] plain = NO_BYTES;
  private boolean stopped;
  private long reached;

  /// @param segments oldest first
  /// @param deadlineNanos of [System#nanoTime] at which it gives up
  SegmentSearch(Segment[] segments, LogQuery query, int limit, long deadlineNanos) {
    this.segments = segments;
    this.processes = query.processes();
    this.minimum = query.minimum();
    this.matcher = query.search() == null ? null : LineMatcher.of(query.search());
    this.rules = conditions(query.rules());
    this.required = required(matcher, rules);
    this.looks = query.looks() || query.folding() != RepeatFolding.OFF;
    this.folded = query.folding().bits();
    this.sinceMillis = query.sinceMillis();
    this.untilMillis = query.untilMillis();
    this.limit = limit;
    this.deadlineNanos = deadlineNanos;
  }

  private static List<Condition> conditions(List<LogQuery.Rule> rules) {
    if (rules.isEmpty()) {
      return List.of();
    }
    return rules.stream().map(Condition::new).toList();
  }

  /// A rule made ready.
  private static final class Condition {
    final LogQuery.Rule rule;
    final @Nullable LineMatcher matcher;

    Condition(LogQuery.Rule rule) {
      this.rule = rule;
      this.matcher = rule.search() == null ? null : LineMatcher.of(rule.search());
    }

    boolean isAbout(int process) {
      BitSet processes = rule.processes();
      return processes == null || processes.get(process);
    }

    /// Whether such a line passes.
    boolean passes(LogLevel level, byte[] bytes, int from, int to) {
      boolean met =
          level.compareTo(rule.minimum()) >= 0
              && (matcher == null || matcher.matches(bytes, from, to));
      return met == rule.wanted();
    }
  }

  private static @Nullable LiteralSearcher required(
      @Nullable LineMatcher matcher, List<Condition> rules) {
    LiteralSearcher required = matcher == null ? null : matcher.required();
    for (Condition it : rules) {
      boolean ofAll = it.rule.wanted() && it.rule.processes() == null;
      if (required == null && ofAll && it.matcher != null) {
        required = it.matcher.required();
      }
    }
    return required;
  }

  LogPage before(long before) {
    long end = end();
    reached = Math.min(before, end);
    for (int i = segments.length - 1; i >= 0 && goesOn(); i--) {
      Segment segment = segments[i];
      MemorySegment memory = segment.first() < reached ? segment.pin() : null;
      if (memory != null) {
        try {
          down(segment, memory, Math.min(reached, segment.end()));
        } finally {
          segment.unpin();
        }
      }
    }
    Collections.reverse(found);
    return page(end);
  }

  /// As [#from(long)], but looks only at lines below `to` and hands out numbers: the page has no
  /// lines.
  LogPage numbersFrom(long from, long to, LongConsumer into) {
    numbers = into;
    until = to;
    return from(from);
  }

  LogPage from(long from) {
    long end = Math.min(end(), until);
    reached = Math.max(from, first());
    for (int i = 0; i < segments.length && goesOn(); i++) {
      Segment segment = segments[i];
      long bound = Math.min(end, segment.end());
      MemorySegment memory = reached < bound ? segment.pin() : null;
      if (memory != null) {
        try {
          up(segment, memory, Math.max(reached, segment.first()), bound);
        } finally {
          segment.unpin();
        }
      }
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
    return new LogPage(List.copyOf(found), first(), end, reached, !stopped);
  }

  private boolean goesOn() {
    return !stopped && hits < limit;
  }

  /// Looks at the lines of one segment below `bound`, the newest first.
  private void down(Segment segment, MemorySegment memory, long bound) {
    long below = bound;
    for (int span = segment.spanOf(below - 1); span >= 0 && below > segment.first(); span--) {
      int count = blocks(segment, memory, span, below);
      for (int i = count - 1; i >= 0; i--) {
        checkTime();
        if (!goesOn()) {
          return;
        }
        block.move(memory, offsets[i]);
        blockDown((int) Math.min(block.count(), below - block.first()));
      }
      below = segment.spanFirst(span);
    }
  }

  /// Puts the places of the span's blocks that begin below `bound` into `offsets`.
  private int blocks(Segment segment, MemorySegment memory, int span, long bound) {
    int count = 0;
    int at = segment.spanOffset(span);
    block.move(memory, at);
    long number = block.first();
    while (number < bound) {
      if (count == offsets.length) {
        offsets = Arrays.copyOf(offsets, Math.max(FEW, count * 2));
      }
      offsets[count++] = at;
      number += block.count();
      at = block.next();
      block.move(memory, at);
    }
    return count;
  }

  private void blockDown(int count) {
    long first = block.first();
    reached = first;
    if (!isWanted(0, count)) {
      return;
    }
    if (!selective(0, count)) {
      for (int i = count - 1; i >= 0; i--) {
        look(i);
        if (hits == limit) {
          reached = first + i;
          return;
        }
      }
      return;
    }
    for (int i = candidates(0, count) - 1; i >= 0; i--) {
      look(candidates[i]);
      if (hits == limit) {
        reached = first + candidates[i];
        return;
      }
    }
  }

  /// Looks at the lines of one segment in `[from, bound)`, the oldest first.
  private void up(Segment segment, MemorySegment memory, long from, long bound) {
    int at = segment.spanOffset(segment.spanOf(from));
    block.move(memory, at);
    long number = block.first();
    while (number < bound) {
      int count = block.count();
      if (number + count > from) {
        checkTime();
        if (!goesOn()) {
          return;
        }
        blockUp((int) Math.max(0, from - number), (int) Math.min(count, bound - number));
      }
      number += count;
      at = block.next();
      block.move(memory, at);
    }
  }

  private void blockUp(int from, int to) {
    long first = block.first();
    reached = first + to;
    if (!isWanted(from, to)) {
      return;
    }
    boolean selective = selective(from, to);
    int count = selective ? candidates(from, to) : to - from;
    for (int i = 0; i < count; i++) {
      int line = selective ? candidates[i] : from + i;
      look(line);
      if (hits == limit) {
        reached = first + line + 1;
        return;
      }
    }
  }

  /// Whether the lines `[from, to)` of the block may hold a match; makes their text ready.
  private boolean isWanted(int from, int to) {
    if (from >= to || (processes != null && !processes.get(block.process())) || !isTime()) {
      return false;
    }
    if (looks) {
      int length = block.end(to - 1);
      if (text.length < length) {
        text = new byte[Math.max(length, text.length * 2)];
      }
      block.copyText(0, length, text);
    }
    return true;
  }

  /// Whether the lines `[from, to)` can be told apart by a look at all of them at once: nothing may
  /// stand between the letters of a text.
  private boolean selective(int from, int to) {
    return required != null && !isStyled(from, to);
  }

  /// Puts the lines of `[from, to)` in which what is required begins into `candidates`.
  ///
  /// @return how many
  private int candidates(int from, int to) {
    LiteralSearcher wanted = required;
    int count = 0;
    int line = from;
    int end = block.end(to - 1);
    int place = wanted == null ? -1 : wanted.find(text, block.begin(from), end);
    while (place >= 0) {
      line = lineAt(place, line, to);
      if (count == candidates.length) {
        candidates = Arrays.copyOf(candidates, Math.max(FEW, count * 2));
      }
      candidates[count++] = line;
      line++;
      place = wanted == null || line == to ? -1 : wanted.find(text, block.begin(line), end);
    }
    return count;
  }

  /// The line of `[from, to)` that this place of the text is in.
  private int lineAt(int place, int from, int to) {
    int low = from;
    int step = 1;
    while (low + step < to && block.end(low + step - 1) <= place) {
      low += step;
      step *= 2;
    }
    int high = Math.min(to - 1, low + step - 1);
    while (low < high) {
      int middle = low + high >>> 1;
      if (block.end(middle) <= place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean isTime() {
    long at = block.atMillis();
    return at >= sinceMillis && at < untilMillis;
  }

  private boolean isStyled(int from, int to) {
    int entries = 0;
    for (int i = from; i < to; i++) {
      entries |= block.entry(i);
    }
    return LineFlags.styled(entries);
  }

  private void look(int line) {
    int entry = block.entry(line);
    if (folds(line, entry)
        || (minimum != LogLevel.NONE && LineFlags.level(entry).compareTo(minimum) < 0)) {
      return;
    }
    if (!looks && passes(entry)) {
      hits++;
      if (numbers == null) {
        found.add(block.line(line));
      } else {
        numbers.accept(block.first() + line);
      }
      return;
    }
    int begin = block.begin(line);
    int end = LineFlags.end(entry);
    if (looks && matches(entry, begin, end)) {
      hits++;
      if (numbers == null) {
        found.add(block.line(line, entry, Arrays.copyOfRange(text, begin, end)));
      } else {
        numbers.accept(block.first() + line);
      }
    }
  }

  private boolean folds(int line, int entry) {
    if (folded == 0 || line == 0) {
      return (entry & folded) != 0;
    }
    int before = block.entry(line - 1);
    return (RepeatDetector.bits(text, block.begin(line - 1), before, entry) & folded) != 0;
  }

  /// Whether all rules let a line pass whose text nobody looks at.
  private boolean passes(int entry) {
    return rules.isEmpty() || matches(entry, text, 0, 0);
  }

  private boolean matches(int entry, int begin, int end) {
    if (!LineFlags.styled(entry)) {
      return matches(entry, text, begin, end);
    }
    if (plain.length < end - begin) {
      plain = new byte[end - begin];
    }
    return matches(entry, plain, 0, AnsiStripper.strip(text, begin, end, plain));
  }

  private boolean matches(int entry, byte[] bytes, int from, int to) {
    if (matcher != null && !matcher.matches(bytes, from, to)) {
      return false;
    }
    for (Condition rule : rules) {
      if (rule.isAbout(block.process()) && !rule.passes(LineFlags.level(entry), bytes, from, to)) {
        return false;
      }
    }
    return true;
  }

  private void checkTime() {
    stopped |= deadlineNanos != Long.MAX_VALUE && System.nanoTime() - deadlineNanos > 0;
  }
}
