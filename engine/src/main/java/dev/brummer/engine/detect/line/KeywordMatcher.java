package dev.brummer.engine.detect.line;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/// Finds every [Keyword] of a line in one pass over its bytes: an Aho–Corasick automaton over
/// classes of bytes, so that its table (about 35 KB) stays in the nearest caches. Its cost does not
/// grow with the number of words. Immutable; any thread.
public final class KeywordMatcher {
  /// How many texts [#findEach] takes.
  public static final int BATCH_SIZE = 4;

  /// The automaton of all words.
  public static final KeywordMatcher ALL = new KeywordMatcher(Keyword.values());

  private final byte[] classOf = new byte[256];
  private final int classes;

  /// The next state, by state plus class. A state is the offset of its row.
  private final char[] next;

  /// States in which a word ends come last, from here on.
  private final int firstAccepting;

  /// Bits of the words that end in a state, from `firstEnd` on.
  private final long[] accepted;

  KeywordMatcher(Keyword... words) {
    classes = classify(words);
    Trie trie = new Trie(classes);
    for (Keyword word : words) {
      for (String needle : word.needles()) {
        trie.add(bytes(needle), classOf, word.bit());
      }
    }
    trie.linkSuffixes();
    int[] rank = trie.rankAcceptingLast();
    int states = rank.length;
    int plain = (int) trie.accepted.stream().filter(end -> end == 0).count();
    if ((long) states * classes > Character.MAX_VALUE) {
      throw new IllegalStateException("too many words for the table: " + states * classes);
    }
    firstAccepting = plain * classes;
    next = new char[states * classes];
    accepted = new long[states - plain];
    for (int state = 0; state < states; state++) {
      if (rank[state] >= plain) {
        accepted[rank[state] - plain] = trie.accepted.get(state);
      }
      for (int c = 0; c < classes; c++) {
        next[rank[state] * classes + c] = (char) (rank[trie.next.get(state)[c]] * classes);
      }
    }
  }

  /// Bits of the words in `[from, to)`.
  long find(byte[] text, int from, int to) {
    return find(text, from, to, 0);
  }

  /// @param begin the state before the first byte
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

  /// As [#find], for [#BATCH_SIZE] texts: each step has to wait for the one before it, so a
  /// processor does several such walks in the time of one.
  ///
  /// @param from where the texts begin
  /// @param to where they end
  /// @param found gets their bits
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

  private int classify(Keyword... words) {
    int count = 1;
    for (Keyword word : words) {
      for (String needle : word.needles()) {
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

  /// The automaton while it is built: states by number, each with a row of next states.
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

    /// Turns missing edges into those of the longest proper suffix that is a prefix too.
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

    /// A number for each state: those in which no word ends first, the start 0.
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
