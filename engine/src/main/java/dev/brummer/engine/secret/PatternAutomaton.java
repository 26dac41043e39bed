package dev.brummer.engine.secret;

import java.util.Arrays;

/// Aho-Corasick automaton over bytes: finds all occurrences of all patterns in one pass. Built by
/// [#add] and then [#complete]; read-only afterwards.
///
/// The root has a dense table, all other nodes a list of children. Source: Aho, Corasick, Efficient
/// String Matching, CACM 18 (1975).
final class PatternAutomaton {
  static final int ROOT = 0;

  private static final int NONE = 0;

  private final int[] rootChildren = new int[256];
  private int[] firstChild = new int[256];
  private int[] nextSibling = new int[256];
  private int[] failure = new int[256];
  private int[] depth = new int[256];

  /// Length of the longest pattern that ends at a node; 0 for none.
  private int[] matchLength = new int[256];

  /// Label of that pattern; of any pattern through the node where none ends.
  private int[] label = new int[256];

  private byte[] edge = new byte[256];
  private int size = 1;

  /// Adds a pattern; of equal patterns the first keeps its label.
  void add(byte[] pattern, int patternLabel) {
    int node = ROOT;
    for (byte b : pattern) {
      int child = child(node, b);
      node = child == NONE ? append(node, b, patternLabel) : child;
    }
    if (matchLength[node] == 0) {
      matchLength[node] = pattern.length;
      label[node] = patternLabel;
    }
  }

  int size() {
    return size;
  }

  /// Links each node to the node of its longest proper suffix, breadth first.
  void complete() {
    int[] queue = new int[size];
    int tail = 0;
    for (int child : rootChildren) {
      if (child != NONE) {
        queue[tail++] = child;
      }
    }
    for (int head = 0; head < tail; head++) {
      int node = queue[head];
      for (int child = firstChild[node]; child != NONE; child = nextSibling[child]) {
        failure[child] = step(failure[node], edge[child]);
        if (matchLength[child] == 0 && matchLength[failure[child]] > 0) {
          matchLength[child] = matchLength[failure[child]];
          label[child] = label[failure[child]];
        }
        queue[tail++] = child;
      }
    }
  }

  int step(int from, byte b) {
    int node = from;
    while (node != ROOT) {
      int child = child(node, b);
      if (child != NONE) {
        return child;
      }
      node = failure[node];
    }
    return rootChildren[b & 0xFF];
  }

  /// Length of the longest pattern that ends at this node; 0 for none.
  int matchLength(int node) {
    return matchLength[node];
  }

  /// Number of bytes read that may be the start of a pattern.
  int depth(int node) {
    return depth[node];
  }

  int label(int node) {
    return label[node];
  }

  private int child(int node, byte b) {
    if (node == ROOT) {
      return rootChildren[b & 0xFF];
    }
    int child = firstChild[node];
    while (child != NONE && edge[child] != b) {
      child = nextSibling[child];
    }
    return child;
  }

  private int append(int parent, byte b, int patternLabel) {
    if (size == edge.length) {
      grow();
    }
    int node = size++;
    edge[node] = b;
    depth[node] = depth[parent] + 1;
    label[node] = patternLabel;
    if (parent == ROOT) {
      rootChildren[b & 0xFF] = node;
    } else {
      nextSibling[node] = firstChild[parent];
      firstChild[parent] = node;
    }
    return node;
  }

  private void grow() {
    int length = size * 2;
    firstChild = Arrays.copyOf(firstChild, length);
    nextSibling = Arrays.copyOf(nextSibling, length);
    failure = Arrays.copyOf(failure, length);
    depth = Arrays.copyOf(depth, length);
    matchLength = Arrays.copyOf(matchLength, length);
    label = Arrays.copyOf(label, length);
    edge = Arrays.copyOf(edge, length);
  }
}
