package dev.brummer.engine.detect.line;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/// Finds all [Keyword]s of a line in one pass: an Aho–Corasick automaton over byte classes. The
/// classes keep the transition table at about 35 KB, which fits the first-level caches. The cost
/// per byte is independent of the number of keywords. Immutable and thread-safe.
public final class KeywordMatcher {
  /// Number of texts scanned together by [#findEach].
  public static final int BATCH_SIZE = 4;

  /// Automaton of all keywords.
  public static final KeywordMatcher ALL = new KeywordMatcher(Keyword.values());

  private final byte[] classOf = new byte[256];
  private final int classes;

  /// Transition table, indexed by state plus byte class. A state is the offset of its row.
  private final char[] next;

  /// First accepting state. Accepting states have the highest numbers.
  private final int firstAccepting;

  /// Keyword bits per accepting state, from `firstAccepting` on.
  private final long[] accepted;

  KeywordMatcher(Keyword... keywords) {
    classes = classify(keywords);
    Trie trie = new Trie(classes);
    for (Keyword keyword : keywords) {
      for (String needle : keyword.needles()) {
        trie.add(bytes(needle), classOf, keyword.bit());
      }
    }
    trie.linkSuffixes();
    int[] rank = trie.rankAcceptingLast();
    int states = rank.length;
    int nonAccepting = (int) trie.accepted.stream().filter(bits -> bits == 0).count();
    if ((long) states * classes > Character.MAX_VALUE) {
      throw new IllegalStateException(
          "too many keywords for the transition table: " + states * classes);
    }
    firstAccepting = nonAccepting * classes;
    next = new char[states * classes];
    accepted = new long[states - nonAccepting];
    for (int state = 0; state < states; state++) {
      if (rank[state] >= nonAccepting) {
        accepted[rank[state] - nonAccepting] = trie.accepted.get(state);
      }
      for (int c = 0; c < classes; c++) {
        next[rank[state] * classes + c] = (char) (rank[trie.next.get(state)[c]] * classes);
      }
    }
  }

  /// Keyword bits of `[from, to)`.
  long find(byte[] text, int from, int to) {
    return find(text, from, to, 0);
  }

  /// @param begin state before the first byte
  private long find(byte[] text, int from, int to, int begin) {
    long found = 0;
    int state = begin;
    for (int i = from; i < to; i++) {
      state = next[state + classOf[text[i] & 0xff]];
      if (state >= firstAccepting) {
        found |= accepted[(state - firstAccepting) / classes];
      }
    }
    return found;
  }

  /// Scans [#BATCH_SIZE] texts at once. The steps of one scan depend on each other; interleaving
  /// independent scans hides that latency.
  ///
  /// @param from start offsets
  /// @param to end offsets
  /// @param found receives the keyword bits
  public void findEach(byte[] text, int[] from, int[] to, long[] found) {
    int a = 0;
    int b = 0;
    int c = 0;
    int d = 0;
    int common = Integer.MAX_VALUE;
    for (int i = 0; i < BATCH_SIZE; i++) {
      common = Math.min(common, to[i] - from[i]);
      found[i] = 0;
    }
    for (int i = 0; i < common; i++) {
      a = next[a + classOf[text[from[0] + i] & 0xff]];
      b = next[b + classOf[text[from[1] + i] & 0xff]];
      c = next[c + classOf[text[from[2] + i] & 0xff]];
      d = next[d + classOf[text[from[3] + i] & 0xff]];
      if (Math.max(Math.max(a, b), Math.max(c, d)) >= firstAccepting) {
        found[0] |= acceptedIn(a);
        found[1] |= acceptedIn(b);
        found[2] |= acceptedIn(c);
        found[3] |= acceptedIn(d);
      }
    }
    found[0] |= find(text, from[0] + common, to[0], a);
    found[1] |= find(text, from[1] + common, to[1], b);
    found[2] |= find(text, from[2] + common, to[2], c);
    found[3] |= find(text, from[3] + common, to[3], d);
  }

  private long acceptedIn(int state) {
    return state < firstAccepting ? 0 : accepted[(state - firstAccepting) / classes];
  }

  private int classify(Keyword... keywords) {
    int count = 1;
    for (Keyword keyword : keywords) {
      for (String needle : keyword.needles()) {
        for (byte b : bytes(needle)) {
          if (classOf[b & 0xff] == 0) {
            classOf[b & 0xff] = (byte) count++;
          }
        }
      }
    }
    for (int upper = 'A'; upper <= 'Z'; upper++) {
      classOf[upper] = classOf[upper + 32];
    }
    return count;
  }

  private static byte[] bytes(String needle) {
    return needle.getBytes(StandardCharsets.UTF_8);
  }

  /// Trie of the keywords' literals during construction; one row of transitions per state.
  private static final class Trie {
    private final int classes;
    final List<int[]> next = new ArrayList<>();
    final List<Long> accepted = new ArrayList<>();

    Trie(int classes) {
      this.classes = classes;
      addState();
    }

    private int addState() {
      int[] row = new int[classes];
      Arrays.fill(row, -1);
      next.add(row);
      accepted.add(0L);
      return next.size() - 1;
    }

    void add(byte[] needle, byte[] classOf, long bit) {
      int at = 0;
      for (byte b : needle) {
        int c = classOf[b & 0xff];
        int child = next.get(at)[c];
        if (child < 0) {
          child = addState();
          next.get(at)[c] = child;
        }
        at = child;
      }
      accepted.set(at, accepted.get(at) | bit);
    }

    /// Replaces missing transitions with those of the longest proper suffix that is also a prefix.
    void linkSuffixes() {
      int[] suffix = new int[next.size()];
      Queue<Integer> queue = new ArrayDeque<>();
      queue.add(0);
      while (!queue.isEmpty()) {
        int at = queue.remove();
        int[] row = next.get(at);
        accepted.set(at, accepted.get(at) | accepted.get(suffix[at]));
        for (int c = 0; c < classes; c++) {
          int fallback = at == 0 ? 0 : next.get(suffix[at])[c];
          if (row[c] < 0) {
            row[c] = fallback;
          } else {
            suffix[row[c]] = fallback;
            queue.add(row[c]);
          }
        }
      }
    }

    /// Numbers the states: non-accepting ones first, the start state is 0.
    int[] rankAcceptingLast() {
      int[] rank = new int[next.size()];
      int number = 0;
      for (int pass = 0; pass < 2; pass++) {
        for (int state = 0; state < rank.length; state++) {
          if ((accepted.get(state) != 0) == (pass == 1)) {
            rank[state] = number++;
          }
        }
      }
      return rank;
    }
  }
}
