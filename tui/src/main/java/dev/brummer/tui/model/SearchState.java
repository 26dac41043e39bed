package dev.brummer.tui.model;

import java.util.Arrays;

/// A search of the log and its hits so far.
///
/// Hits arrive from the background search, oldest first; at most [#MAX_HITS] are kept.
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

  /// Identifies the search; hits of another search are dropped.
  public int id() {
    return id;
  }

  /// Adds hits with higher line numbers than all before.
  public void add(long[] lines, boolean complete) {
    int room = Math.min(lines.length, MAX_HITS - count);
    if (count + room > hits.length) {
      hits = Arrays.copyOf(hits, Math.min(MAX_HITS, Math.max(2 * hits.length, count + room)));
    }
    System.arraycopy(lines, 0, hits, count, room);
    count += room;
    done |= complete;
  }

  /// Records how much of the log has been searched.
  public void recordProgress(long scannedTo, long end) {
    percent = end == 0 ? 100 : (int) Math.min(100, 100 * scannedTo / end);
  }

  /// The searched share of the log in percent.
  public int percent() {
    return percent;
  }

  public int count() {
    return count;
  }

  /// Whether the whole log has been searched.
  public boolean isDone() {
    return done;
  }

  /// The next hit after a line, wrapping to the first; -1 if there are no hits.
  public long next(long line) {
    if (count == 0) {
      return -1;
    }
    int at = Arrays.binarySearch(hits, 0, count, line + 1);
    int next = at >= 0 ? at : -at - 1;
    return hits[next == count ? 0 : next];
  }

  /// The previous hit before a line, wrapping to the last; -1 if there are no hits.
  public long previous(long line) {
    if (count == 0) {
      return -1;
    }
    int at = Arrays.binarySearch(hits, 0, count, line);
    int previous = (at >= 0 ? at : -at - 1) - 1;
    return hits[previous < 0 ? count - 1 : previous];
  }

  /// The index of a line among the hits, from 1; 0 if it is no hit.
  public int position(long line) {
    return Math.max(0, Arrays.binarySearch(hits, 0, count, line) + 1);
  }
}
