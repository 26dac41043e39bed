package dev.brummer.tui.model;

import java.util.Arrays;

/// What is being looked for in the log and the lines where it was found so far.
///
/// The lines come from a finder in the background, oldest first; more than [#MAX_HITS] are not
/// kept.
public final class SearchState {
  public static final int MAX_HITS = 100_000;

  private final String text;
  private final int id;
  private long[] hits = new long[64];
  private int count;
  private boolean done;
  private int percent;

  public SearchState(String text, int epoch) {
    this.text = text;
    this.id = epoch;
  }

  public String text() {
    return text;
  }

  /// Which search it is: hits of an older one are dropped.
  public int id() {
    return id;
  }

  /// Adds hits that lie behind all before.
  public void add(long[] more, boolean last) {
    int room = Math.min(more.length, MAX_HITS - count);
    if (count + room > hits.length) {
      hits = Arrays.copyOf(hits, Math.min(MAX_HITS, Math.max(2 * hits.length, count + room)));
    }
    System.arraycopy(more, 0, hits, count, room);
    count += room;
    done |= last;
  }

  /// Told how far has been looked.
  public void recordProgress(long reached, long end) {
    percent = end == 0 ? 100 : (int) Math.min(100, 100 * reached / end);
  }

  /// How much of the lines has been looked at.
  public int percent() {
    return percent;
  }

  public int count() {
    return count;
  }

  /// Whether all lines have been looked at.
  public boolean isDone() {
    return done;
  }

  /// The next hit behind a line, or the first if there is none; -1 if nothing was found.
  public long next(long line) {
    if (count == 0) {
      return -1;
    }
    int at = Arrays.binarySearch(hits, 0, count, line + 1);
    int next = at >= 0 ? at : -at - 1;
    return hits[next == count ? 0 : next];
  }

  /// The next hit before a line, or the last if there is none; -1 if nothing was found.
  public long previous(long line) {
    if (count == 0) {
      return -1;
    }
    int at = Arrays.binarySearch(hits, 0, count, line);
    int previous = (at >= 0 ? at : -at - 1) - 1;
    return hits[previous < 0 ? count - 1 : previous];
  }

  /// Which hit a line is, from 1; 0 if it is none.
  public int position(long line) {
    return Math.max(0, Arrays.binarySearch(hits, 0, count, line) + 1);
  }
}
