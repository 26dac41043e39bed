package dev.brummer.proxy.inject;

import java.util.Arrays;

/// Finds the end of an element whose content is no markup: `script`, `style`, `title` and others.
///
/// In a script, `<!--` begins an escaped part, in which `<script` begins a double-escaped one:
/// there `</script` does not end the element. `-->` ends both. Not thread-safe; independent of
/// channels.
///
/// Source: html.spec.whatwg.org, 13.2.5.9 to 13.2.5.31.
final class RawTextScanner {
  private static final byte[] SCRIPT = {'s', 'c', 'r', 'i', 'p', 't'};

  private enum State {
    DATA,
    /// Behind `<`.
    OPEN,
    /// Behind `<!`.
    BANG,
    /// Behind `<!-`.
    BANG_DASH,
    /// In the name of a tag.
    NAME
  }

  private enum Escape {
    NONE,
    ESCAPED,
    DOUBLE
  }

  private byte[] element = SCRIPT;
  private State state = State.DATA;
  private Escape escape = Escape.NONE;
  private int dashes;
  private boolean endTag;

  /// Number of matching bytes of the name; -1 once one differs.
  private int matched;

  private boolean script;

  /// Begins the content of an element.
  ///
  /// @param name in lower case
  void begin(byte[] name, int length) {
    element = Arrays.copyOf(name, length);
    script = Arrays.equals(element, SCRIPT);
    state = State.DATA;
    escape = Escape.NONE;
    dashes = 0;
  }

  /// Whether everything before the next `<` can be skipped.
  boolean isPlain() {
    return state == State.DATA && escape == Escape.NONE;
  }

  /// Processes the next byte.
  ///
  /// @return whether it follows the name of the element's end tag; [#begin] is to be called before
  ///   the next element
  boolean step(int c) {
    switch (state) {
      case DATA -> data(c);
      case OPEN -> open(c);
      case BANG -> proceed(c, c == '-', State.BANG_DASH);
      case BANG_DASH -> {
        boolean escapes = c == '-';
        proceed(c, escapes, State.DATA);
        if (escapes) {
          escape = Escape.ESCAPED;
          dashes = 2;
        }
      }
      case NAME -> {
        return name(c);
      }
    }
    return false;
  }

  private void data(int c) {
    state = State.DATA;
    if (c == '<') {
      state = State.OPEN;
    } else if (c == '>' && dashes >= 2) {
      escape = Escape.NONE;
    }
    dashes = c == '-' && escape != Escape.NONE ? dashes + 1 : 0;
  }

  private void proceed(int c, boolean expected, State next) {
    if (expected) {
      state = next;
    } else {
      data(c);
    }
  }

  private void open(int c) {
    endTag = c == '/';
    boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    if (endTag || (letter && escape == Escape.ESCAPED)) {
      matched = 0;
      state = State.NAME;
      if (letter) {
        name(c);
      }
    } else {
      proceed(c, c == '!' && script && escape == Escape.NONE, State.BANG);
    }
  }

  private boolean name(int c) {
    int lower = c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    if (lower >= 'a' && lower <= 'z') {
      boolean same = matched >= 0 && matched < element.length && element[matched] == lower;
      matched = same ? matched + 1 : -1;
      return false;
    }
    boolean ends = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    ends = (ends || c == '/' || c == '>') && matched == element.length;
    if (!ends) {
      data(c);
      return false;
    }
    state = State.DATA;
    if (endTag && escape != Escape.DOUBLE) {
      return true;
    }
    escape = endTag ? Escape.ESCAPED : Escape.DOUBLE;
    dashes = 0;
    return false;
  }
}
