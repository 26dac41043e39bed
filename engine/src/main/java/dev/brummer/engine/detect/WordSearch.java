package dev.brummer.engine.detect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/// Finds every [Word] of a line in one pass over its bytes: an Aho–Corasick automaton over classes
/// of bytes, so that its table (about 35 KB) stays in the nearest caches. Its cost does not grow
/// with the number of words. Immutable; any thread.
final class WordSearch {
  /// The automaton of all words.
  static final WordSearch ALL = new WordSearch(Word.values());

  private final byte[] classOf = new byte[256];
  private final int classes;

  /// Number of the next state, by `state * classes + class`.
  private final char[] next;

  /// Bits of the words that end in a state.
  private final long[] ends;

  WordSearch(Word... words) {
    classes = classify(words);
    Trie trie = new Trie(classes);
    for (Word word : words) {
      for (String needle : word.needles()) {
        trie.add(bytes(needle), classOf, word.bit());
      }
    }
    trie.link();
    next = new char[Math.multiplyExact(trie.next.size(), classes)];
    ends = new long[trie.next.size()];
    for (int state = 0; state < ends.length; state++) {
      ends[state] = trie.ends.get(state);
      for (int c = 0; c < classes; c++) {
        next[state * classes + c] = (char) trie.next.get(state)[c];
      }
    }
  }

  /// Bits of the words in the first `length` bytes.
  long in(byte[] text, int length) {
    long found = 0;
    int state = 0;
    for (int i = 0; i < length; i++) {
      state = next[state * classes + classOf[text[i] & 0xff]];
      found |= ends[state];
    }
    return found;
  }

  private int classify(Word... words) {
    int count = 1;
    for (Word word : words) {
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
    final List<Long> ends = new ArrayList<>();

    Trie(int classes) {
      this.classes = classes;
      state();
    }

    private int state() {
      int[] row = new int[classes];
      Arrays.fill(row, -1);
      next.add(row);
      ends.add(0L);
      return next.size() - 1;
    }

    void add(byte[] needle, byte[] classOf, long bit) {
      int at = 0;
      for (byte b : needle) {
        int c = classOf[b & 0xff];
        int child = next.get(at)[c];
        if (child < 0) {
          child = state();
          next.get(at)[c] = child;
        }
        at = child;
      }
      ends.set(at, ends.get(at) | bit);
    }

    /// Turns missing edges into those of the longest proper suffix that is a prefix too.
    void link() {
      int[] suffix = new int[next.size()];
      Queue<Integer> queue = new ArrayDeque<>();
      queue.add(0);
      while (!queue.isEmpty()) {
        int at = queue.remove();
        int[] row = next.get(at);
        ends.set(at, ends.get(at) | ends.get(suffix[at]));
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
  }
}
