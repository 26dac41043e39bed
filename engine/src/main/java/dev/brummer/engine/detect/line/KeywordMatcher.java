package dev.brummer.engine.detect.line;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds all [Keyword]s of a line in one pass: an Aho–Corasick automaton over the five low bits of
/// each byte. The cost per byte is independent of the number of keywords. Immutable and
/// thread-safe.
///
/// Five bits fold the case of letters without a table of byte classes, and keep the transition
/// table at about 40 KB, which fits the first-level caches. Different characters have the same five
/// bits, so the automaton accepts more than the keywords: the text decides whether it was one.
public final class KeywordMatcher {
  /// Number of texts scanned together by [#findEach].
  public static final int BATCH_SIZE = 4;

  /// Automaton of all keywords.
  public static final KeywordMatcher ALL = new KeywordMatcher(Keyword.values());

  private static final int SYMBOLS = 32;
  private static final int SYMBOL_BITS = SYMBOLS - 1;

  /// Transition table, indexed by state plus symbol. A state is the offset of its row.
  private final char[] next;

  /// First accepting state, a power of two: the union of the bits of several states reaches it if
  /// one of them accepts.
  private final int firstAccepting;

  /// What an accepting state has found, from `firstAccepting` on.
  private final Needle[][] accepted;

  /// A literal of a keyword, in lower case.
  private record Needle(byte[] text, long bit) {
    /// Whether the text ends with this literal before `end`. ASCII letters of any case are equal.
    boolean endsAt(byte[] line, int end) {
      int from = end - text.length;
      for (int i = 0; i < text.length; i++) {
        int b = line[from + i];
        if (b != text[i] && !(b >= 'A' && b <= 'Z' && (b | 0x20) == text[i])) {
          return false;
        }
      }
      return true;
    }
  }

  KeywordMatcher(Keyword... keywords) {
    Trie trie = new Trie(keywords);
    int states = trie.size;
    int first = Integer.highestOneBit(2 * states - 1);
    if (2 * first * SYMBOLS > Character.MAX_VALUE + 1) {
      throw new IllegalStateException("too many keywords for the transition table: " + states);
    }
    firstAccepting = first * SYMBOLS;
    char[] table = new char[(first + states) * SYMBOLS];
    Needle[][] found = new Needle[states][];
    int accepting = trie.link(table, first, found);
    next = Arrays.copyOf(table, (first + accepting) * SYMBOLS);
    accepted = Arrays.copyOf(found, accepting);
  }

  /// Keyword bits of `[from, to)`.
  long find(byte[] text, int from, int to) {
    return find(text, from, to, 0);
  }

  /// @param begin state before the first byte
  private long find(byte[] text, int from, int to, int begin) {
    char[] table = next;
    int accepting = firstAccepting;
    long found = 0;
    int state = begin;
    for (int i = from; i < to; i++) {
      state = table[state + (text[i] & SYMBOL_BITS)];
      if (state >= accepting) {
        found |= acceptedAt(state, text, i + 1);
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
    char[] table = next;
    int accepting = firstAccepting;
    int common = Integer.MAX_VALUE;
    for (int i = 0; i < BATCH_SIZE; i++) {
      common = Math.min(common, to[i] - from[i]);
      found[i] = 0;
    }
    int a = 0;
    int b = 0;
    int c = 0;
    int d = 0;
    int toB = from[1] - from[0];
    int toC = from[2] - from[0];
    int toD = from[3] - from[0];
    int end = from[0] + common;
    for (int i = from[0]; i < end; i++) {
      a = table[a + (text[i] & SYMBOL_BITS)];
      b = table[b + (text[i + toB] & SYMBOL_BITS)];
      c = table[c + (text[i + toC] & SYMBOL_BITS)];
      d = table[d + (text[i + toD] & SYMBOL_BITS)];
      if ((a | b | c | d) >= accepting) {
        found[0] |= acceptedAt(a, text, i + 1);
        found[1] |= acceptedAt(b, text, i + toB + 1);
        found[2] |= acceptedAt(c, text, i + toC + 1);
        found[3] |= acceptedAt(d, text, i + toD + 1);
      }
    }
    found[0] |= find(text, from[0] + common, to[0], a);
    found[1] |= find(text, from[1] + common, to[1], b);
    found[2] |= find(text, from[2] + common, to[2], c);
    found[3] |= find(text, from[3] + common, to[3], d);
  }

  /// Keywords that end before `end`.
  private long acceptedAt(int state, byte[] text, int end) {
    long found = 0;
    if (state >= firstAccepting) {
      for (Needle needle : accepted[(state - firstAccepting) / SYMBOLS]) {
        if (needle.endsAt(text, end)) {
          found |= needle.bit;
        }
      }
    }
    return found;
  }

  /// Trie of the keywords' literals during construction. The children of a node are a linked list.
  private static final class Trie {
    private static final Needle[] NONE = {};

    private final int[] firstChild;
    private final int[] sibling;
    private final byte[] symbol;
    private final Needle[][] needles;
    int size = 1;

    Trie(Keyword... keywords) {
      List<Needle> all = new ArrayList<>();
      int capacity = 1;
      for (Keyword keyword : keywords) {
        for (String text : keyword.needles()) {
          Needle needle = new Needle(text.getBytes(StandardCharsets.UTF_8), keyword.bit());
          capacity += needle.text.length;
          all.add(needle);
        }
      }
      firstChild = new int[capacity];
      sibling = new int[capacity];
      symbol = new byte[capacity];
      needles = new Needle[capacity][];
      Arrays.fill(needles, NONE);
      all.forEach(this::add);
    }

    private void add(Needle needle) {
      int at = 0;
      for (byte b : needle.text) {
        at = child(at, b & SYMBOL_BITS);
      }
      needles[at] = joined(needles[at], new Needle[] {needle});
    }

    private int child(int node, int wanted) {
      int at = firstChild[node];
      while (at != 0 && symbol[at] != wanted) {
        at = sibling[at];
      }
      if (at == 0) {
        at = size++;
        symbol[at] = (byte) wanted;
        sibling[at] = firstChild[node];
        firstChild[node] = at;
      }
      return at;
    }

    /// Numbers the states breadth first and fills their rows: a copy of the row of the longest
    /// proper suffix that is also a prefix, which has been filled before, and the children.
    ///
    /// @param table receives the transitions
    /// @param first number of the first accepting state
    /// @param found receives what the accepting states have found
    /// @return the number of accepting states
    int link(char[] table, int first, Needle[][] found) {
      int[] queue = new int[size];
      int[] row = new int[size];
      int[] suffix = new int[size];
      int accepting = 0;
      int others = 1;
      int end = 1;
      for (int i = 0; i < end; i++) {
        int node = queue[i];
        if (node > 0) {
          System.arraycopy(table, suffix[node], table, row[node], SYMBOLS);
        }
        for (int child = firstChild[node]; child != 0; child = sibling[child]) {
          int entry = row[node] + symbol[child];
          suffix[child] = table[entry];
          Needle[] all = joined(needles[child], foundAt(suffix[child], first, found));
          if (all.length > 0) {
            found[accepting] = all;
          }
          row[child] = (all.length > 0 ? first + accepting++ : others++) * SYMBOLS;
          table[entry] = (char) row[child];
          queue[end++] = child;
        }
      }
      return accepting;
    }

    private static Needle[] foundAt(int row, int first, Needle[][] found) {
      int state = row / SYMBOLS;
      return state < first ? NONE : found[state - first];
    }

    private static Needle[] joined(Needle[] some, Needle[] more) {
      Needle[] all = Arrays.copyOf(some, some.length + more.length);
      System.arraycopy(more, 0, all, some.length, more.length);
      return all;
    }
  }
}
