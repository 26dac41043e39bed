package dev.brummer.proxy.inject;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// Widens security policies in the head of a streaming document, behind the injected element:
/// `<meta http-equiv="content-security-policy" content="…">`.
///
/// Such a policy applies to what follows it: the script is loaded by then, its beacons are still to
/// be sent. Parses no further than the head, or 256 kB. A `<meta>` is held back until it is
/// complete, at most 8 kB. All other bytes are emitted unchanged. Not thread-safe; independent of
/// channels.
///
/// Source: html.spec.whatwg.org, 4.2.5.3 and 13.2.6.4.4 (content of a head).
public final class MetaCspRewriter {
  private static final int MAX_META_LENGTH = 8 * 1024;
  private static final int MAX_SCANNED_BYTES = 256 * 1024;
  private static final int MAX_NAME_LENGTH = 12;

  private enum State {
    TEXT,
    OPEN,
    MARKUP,
    COMMENT,
    BOGUS,
    NAME,
    TAG,
    META,
    RAW,
    DONE
  }

  private final UnaryOperator<String> widen;
  private final StringBuilder name = new StringBuilder();
  private final StringBuilder held = new StringBuilder();
  private State state = State.TEXT;
  private boolean endTag;
  private String rawName = "";
  private int quote;
  private final RawTextScanner rawText = new RawTextScanner();
  private int dashes;
  private int scanned;

  /// @param widened maps a policy to its replacement
  public MetaCspRewriter(UnaryOperator<String> widened) {
    this.widen = widened;
  }

  /// Whether all further input is emitted unchanged.
  public boolean done() {
    return state == State.DONE;
  }

  /// Number of bytes held back: those of a `<meta` that is not complete.
  public int held() {
    return held.length();
  }

  /// Processes the next bytes of the document. Stops consuming `in` once [#done].
  public void feed(ByteBuffer in, HtmlInjector.ByteConsumer out) {
    int from = in.position();
    int at = from;
    while (at < in.limit() && state != State.DONE) {
      int c = in.get(at++) & 0xff;
      boolean holding = state == State.META;
      step(c);
      if (!holding && state == State.META) {
        // The start of the tag is emitted already; it is held back from its first attribute on.
        write(in, from, at, out);
        from = at;
      } else if (holding) {
        held.append((char) c);
        from = at;
        if (state != State.META) {
          release(out, true);
        } else if (held.length() > MAX_META_LENGTH) {
          state = State.TAG;
          release(out, false);
        }
      }
      if (++scanned > MAX_SCANNED_BYTES) {
        end(out);
      }
    }
    write(in, from, at, out);
    in.position(at);
  }

  /// Ends the document and emits the held bytes.
  public void end(HtmlInjector.ByteConsumer out) {
    release(out, false);
    state = State.DONE;
  }

  /// @param whole whether the tag is complete
  private void release(HtmlInjector.ByteConsumer out, boolean whole) {
    if (held.length() > 0) {
      String attributes = held.toString();
      held.setLength(0);
      String emitted = whole ? new MetaAttributes(attributes).widen(widen) : attributes;
      out.write(ByteBuffer.wrap(emitted.getBytes(StandardCharsets.ISO_8859_1)));
    }
  }

  private static void write(ByteBuffer in, int from, int to, HtmlInjector.ByteConsumer out) {
    if (to > from) {
      out.write(in.slice(from, to - from));
    }
  }

  private void step(int c) {
    switch (state) {
      case TEXT -> state = c == '<' ? State.OPEN : isSpace(c) ? State.TEXT : State.DONE;
      case OPEN -> open(c);
      case MARKUP -> {
        dashes = c == '-' ? dashes + 1 : 0;
        state = dashes == 2 ? State.COMMENT : dashes == 1 ? State.MARKUP : bogus(c);
      }
      case BOGUS -> state = c == '>' ? State.TEXT : State.BOGUS;
      case COMMENT -> {
        boolean ended = c == '>' && dashes >= 2;
        dashes = c == '-' ? dashes + 1 : 0;
        state = ended ? State.TEXT : State.COMMENT;
      }
      case NAME -> name(c);
      case TAG, META -> inTag(c);
      case RAW -> {
        if (rawText.step(c)) {
          rawName = "";
          quote = 0;
          state = c == '>' ? State.TEXT : State.TAG;
        }
      }
      case DONE -> throw new AssertionError("input after the end");
    }
  }

  private static State bogus(int c) {
    return c == '>' ? State.TEXT : State.BOGUS;
  }

  private void open(int c) {
    name.setLength(0);
    dashes = 0;
    if (c == '!') {
      state = State.MARKUP;
    } else if (c == '?') {
      state = State.BOGUS;
    } else if (c == '/') {
      endTag = true;
      state = State.NAME;
    } else if (isLetter(c)) {
      endTag = false;
      name.append((char) (c | 0x20));
      state = State.NAME;
    } else {
      state = State.DONE;
    }
  }

  private void name(int c) {
    if (!isSpace(c) && c != '/' && c != '>') {
      name.append((char) (c >= 'A' && c <= 'Z' ? c | 0x20 : c));
      state = name.length() > MAX_NAME_LENGTH ? State.DONE : State.NAME;
      return;
    }
    quote = 0;
    switch (name.toString()) {
      case "meta" -> state = endTag ? State.TAG : State.META;
      case "link", "base", "basefont", "bgsound" -> state = State.TAG;
      case "script", "style", "title", "noscript", "template", "noframes" -> {
        rawName = endTag ? "" : name.toString();
        state = State.TAG;
      }
      default -> state = State.DONE;
    }
    if (c == '>' && state != State.DONE) {
      tagEnds();
    }
  }

  private void inTag(int c) {
    if (quote != 0) {
      quote = c == quote ? 0 : quote;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      tagEnds();
    }
  }

  private void tagEnds() {
    state = rawName.isEmpty() ? State.TEXT : State.RAW;
    dashes = 0;
    if (state == State.RAW) {
      byte[] bytes = rawName.getBytes(StandardCharsets.US_ASCII);
      rawText.begin(bytes, bytes.length);
    }
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
  }

  private static boolean isLetter(int c) {
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  /// The attributes of a `<meta`, including the `>`, one byte per character.
  private static final class MetaAttributes {
    private final String text;
    private int at;
    private boolean policy;
    private int valueFrom = -1;
    private int valueTo = -1;

    MetaAttributes(String text) {
      this.text = text;
    }

    String widen(UnaryOperator<String> widened) {
      while (at < text.length() && text.charAt(at) != '>') {
        attribute();
      }
      if (!policy || valueFrom < 0) {
        return text;
      }
      String value = decoded(text.substring(valueFrom, valueTo));
      String replacement = widened.apply(value);
      if (replacement.equals(value)) {
        return text;
      }
      char before = valueFrom == 0 ? ' ' : text.charAt(valueFrom - 1);
      boolean quoted = before == '"' || before == '\'';
      String encoded = replacement.replace("&", "&amp;").replace("\"", "&quot;");
      encoded = before == '\'' ? encoded.replace("'", "&#39;") : encoded;
      String put = quoted ? encoded : '"' + encoded + '"';
      return text.substring(0, valueFrom) + put + text.substring(valueTo);
    }

    private void attribute() {
      while (at < text.length() && (isSpace(text.charAt(at)) || text.charAt(at) == '/')) {
        at++;
      }
      int from = at;
      while (at < text.length()
          && !isSpace(text.charAt(at))
          && "=>/".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      String attribute = text.substring(from, at).toLowerCase(Locale.ROOT);
      skipSpaces();
      if (at >= text.length() || text.charAt(at) != '=') {
        at = from == at && at < text.length() && text.charAt(at) == '=' ? at + 1 : at;
        return;
      }
      at++;
      skipSpaces();
      value(attribute);
    }

    private void skipSpaces() {
      while (at < text.length() && isSpace(text.charAt(at))) {
        at++;
      }
    }

    private void value(String attribute) {
      char first = at < text.length() ? text.charAt(at) : '>';
      int from;
      int to;
      if (first == '"' || first == '\'') {
        from = at + 1;
        int end = text.indexOf(first, from);
        to = end < 0 ? text.length() : end;
        at = Math.min(text.length(), to + 1);
      } else {
        from = at;
        while (at < text.length() && !isSpace(text.charAt(at)) && text.charAt(at) != '>') {
          at++;
        }
        to = at;
      }
      if (attribute.equals("http-equiv")) {
        String directive = decoded(text.substring(from, to)).strip();
        policy |= directive.equalsIgnoreCase("content-security-policy");
      } else if (attribute.equals("content") && valueFrom < 0) {
        valueFrom = from;
        valueTo = to;
      }
    }

    private static String decoded(String value) {
      return value.indexOf('&') < 0
          ? value
          : value
              .replace("&#39;", "'")
              .replace("&#x27;", "'")
              .replace("&apos;", "'")
              .replace("&quot;", "\"")
              .replace("&amp;", "&");
    }
  }
}
