package dev.brummer.engine.text;

/// Text of names, commands, values and paths in a form that can be printed: every character that
/// [TerminalCharacters] does not show is replaced by its visible form. Pure; returns the same
/// string if there is nothing to replace.
public final class VisibleText {
  /// Maximum length of a quoted value in characters.
  private static final int MAX_QUOTED = 160;

  private static final int MAX_SENTENCE = 2400;

  /// Characters kept at the end of a sentence that is too long: they say what to do.
  private static final int SENTENCE_END = 600;

  private VisibleText() {}

  /// The visible text; TAB and LF are kept.
  public static String of(String text) {
    return of(text, true);
  }

  /// The visible text as one line; TAB is kept, LF is shown.
  public static String line(String text) {
    return of(text, false);
  }

  /// The visible text as one line of at most `maxLength` characters, truncated with `…`.
  public static String bounded(String text, int maxLength) {
    if (text.length() <= maxLength) {
      return line(text);
    }
    return line(text.substring(0, boundary(text, maxLength - 1))) + "…";
  }

  /// A value in quotes for use in a sentence: visible, on one line, and of bounded length.
  public static String quoted(String value) {
    return '"' + bounded(value, MAX_QUOTED) + '"';
  }

  /// A name or path for use in a sentence, without quotes: visible, on one line, and of bounded
  /// length.
  public static String named(Object value) {
    return bounded(value.toString(), MAX_QUOTED);
  }

  /// A message as one visible line of bounded length. Only the middle of a long one is omitted.
  public static String sentence(String text) {
    if (text.length() <= MAX_SENTENCE) {
      return line(text);
    }
    String begin = text.substring(0, boundary(text, MAX_SENTENCE - SENTENCE_END));
    return line(begin) + " … " + line(text.substring(boundary(text, text.length() - SENTENCE_END)));
  }

  private static int boundary(String text, int at) {
    return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }

  private static String of(String text, boolean keepsLineFeeds) {
    int clean = 0;
    while (clean < text.length() && isPlain(text.charAt(clean), keepsLineFeeds)) {
      clean++;
    }
    return clean == text.length() ? text : replaced(text, clean, keepsLineFeeds);
  }

  private static boolean isPlain(char c, boolean keepsLineFeeds) {
    return (c >= ' ' && c < 0x7F) || c == '\t' || (c == '\n' && keepsLineFeeds);
  }

  private static String replaced(String text, int clean, boolean keepsLineFeeds) {
    StringBuilder visible = new StringBuilder(text.length() + 16).append(text, 0, clean);
    int previous = clean == 0 ? 0 : text.charAt(clean - 1);
    int i = clean;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      boolean kept =
          codePoint == '\t'
              || (codePoint == '\n' && keepsLineFeeds)
              || TerminalCharacters.isShown(previous, codePoint);
      if (kept) {
        visible.appendCodePoint(codePoint);
      } else {
        visible.append(TerminalCharacters.visibleForm(codePoint));
      }
      previous = codePoint;
    }
    return visible.toString();
  }
}
