package dev.brummer.proxy.inject;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.UnaryOperator;

/// Translates absolute URLs in a streaming HTML document: in the attributes that hold one (`src`,
/// `href`, `action` …) or several (`srcset`, `ping`), in `<meta http-equiv="refresh">`, and in
/// import maps. Scripts, styles, comments and text are never changed.
///
/// A tokenizer with the states of the HTML standard that matter for finding attribute values.
/// Scheme and authority of a URL are held back until they are complete, at most 300 bytes; all
/// other bytes are emitted as slices of the input, in one piece where nothing is translated. Hot
/// path: [PlainTagSkipper] passes over text and tags without such URLs, values are skipped eight
/// bytes at a time. Not thread-safe; independent of channels.
///
/// Known deviations: a self-closed `<style/>` or `<title/>` within SVG is read as in HTML, and
/// character references within scheme and authority are not decoded; such URLs stay unchanged.
///
/// One state table, hence longer than other classes. Source: html.spec.whatwg.org, 13.2.5.
public final class UrlRewriter {
  private enum State {
    TEXT,
    OPEN,
    MARKUP,
    COMMENT,
    BOGUS,
    TAG_NAME,
    BEFORE_ATTRIBUTE,
    ATTRIBUTE_NAME,
    AFTER_NAME,
    BEFORE_VALUE,
    VALUE,
    RAW,
    PLAIN_TEXT
  }

  /// The content of an attribute value.
  private enum Content {
    OTHER,
    URL,
    URLS,
    /// `3; url=…` in the `content` of a meta element.
    REFRESH,
    /// The type of a script.
    TYPE
  }

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final int MAX_NAME_LENGTH = 16;

  /// Bytes copied and read at a time.
  private static final int WINDOW = 8 * 1024;

  private static final String REFRESH_URL = "url=";

  private final UrlCandidate candidate;
  private byte[] copy = new byte[0];
  private final byte[] tagName = new byte[MAX_NAME_LENGTH];
  private final byte[] attributeName = new byte[MAX_NAME_LENGTH];
  private final byte[] typeValue = new byte[MAX_NAME_LENGTH];
  private int tagLength;
  private int attributeLength;
  private int typeLength;
  private State state = State.TEXT;
  private Content content = Content.OTHER;
  private boolean endTag;

  /// Ends the current value; 0 for an unquoted one.
  private int quote;

  /// A URL may start at the next byte.
  private boolean urlExpected;

  /// 0 before the delay, afterwards one more than the matched bytes of [#REFRESH_URL].
  private int refreshMatched;

  /// Consecutive dashes in a comment, including those that opened it.
  private int dashes;

  /// The comment has content other than dashes.
  private boolean commentOpened;

  /// `!` follows the dashes.
  private boolean bang;

  private final RawTextScanner rawText = new RawTextScanner();
  private boolean importMap;

  /// Position in the current part up to which bytes are emitted.
  private int emitted;

  /// Position of the candidate in the current part; -1 if it started in an earlier one.
  private int candidateStart;

  /// @param translate maps scheme and authority, such as `http://localhost:3000` or
  ///   `//localhost:3000`, to their replacement or to themselves
  public UrlRewriter(UnaryOperator<String> translate) {
    this.candidate = new UrlCandidate(translate);
  }

  /// Whether bytes are held back that the next ones may complete to a URL.
  public boolean holdsCandidate() {
    return candidate.isActive();
  }

  /// Processes all bytes of the next part of the document.
  public void feed(ByteBuffer part, HtmlInjector.ByteConsumer out) {
    int limit = part.limit();
    emitted = part.position();
    // A candidate of an earlier part is not among the bytes of this one.
    candidateStart = -1;
    for (int window = emitted; window < limit; window += WINDOW) {
      feedWindow(part, window, Math.min(WINDOW, limit - window), out);
    }
    write(part, emitted, candidate.isActive() ? candidateStart : limit, out);
    part.position(limit);
  }

  /// Processes the next part of the document, which has been sent unchanged because no URL in it,
  /// or begun by it, is to be translated.
  public void skip(ByteBuffer part) {
    feed(part, unchanged -> {});
    candidate.cancel();
  }

  /// @param window position of the first byte
  private void feedWindow(ByteBuffer part, int window, int length, HtmlInjector.ByteConsumer out) {
    byte[] in = copyOf(part, window, length);
    int at = 0;
    while (at < length) {
      if (candidate.isActive()) {
        int c = in[at] & 0xff;
        if (candidate.add(c)) {
          at++;
          continue;
        }
        byte[] replacement = candidate.end(c);
        if (candidateStart < 0 || replacement.length > 0) {
          write(part, emitted, candidateStart, out);
          emitCandidate(replacement, out);
          emitted = window + at;
        }
      }
      at = step(in, at, length);
      if (candidate.isActive()) {
        candidateStart = window + at - 1;
      }
    }
  }

  /// Reading a direct buffer byte by byte is several times slower than copying it.
  private byte[] copyOf(ByteBuffer part, int from, int length) {
    if (copy.length < length) {
      copy = new byte[length];
    }
    part.get(from, copy, 0, length);
    return copy;
  }

  private void emitCandidate(byte[] replacement, HtmlInjector.ByteConsumer out) {
    out.write(
        replacement.length > 0
            ? ByteBuffer.wrap(replacement)
            : ByteBuffer.wrap(candidate.held(), 0, candidate.count()));
  }

  /// Ends the document and emits the held bytes.
  public void end(HtmlInjector.ByteConsumer out) {
    if (candidate.isActive()) {
      emitCandidate(candidate.end(-1), out);
    }
  }

  private static void write(ByteBuffer in, int from, int to, HtmlInjector.ByteConsumer out) {
    if (to > from) {
      out.write(in.slice(from, to - from));
    }
  }

  /// Processes at least one byte, as far as the state stays or [#candidate] becomes active.
  ///
  /// @return the position after the last processed byte
  private int step(byte[] in, int at, int limit) {
    return switch (state) {
      case TEXT -> text(in, at, limit);
      case TAG_NAME -> tagName(in, at, limit);
      case ATTRIBUTE_NAME -> attributeName(in, at, limit);
      case VALUE -> value(in, at, limit);
      case RAW -> raw(in, at, limit);
      case COMMENT -> comment(in, at, limit);
      case BOGUS -> {
        int close = indexOf(in, at, limit, '>');
        state = close < limit ? State.TEXT : State.BOGUS;
        yield Math.min(limit, close + 1);
      }
      case PLAIN_TEXT -> limit;
      case OPEN -> open(in, at, limit);
      case MARKUP -> markup(in[at] & 0xff, at);
      case BEFORE_ATTRIBUTE, AFTER_NAME -> betweenAttributes(in, at, limit);
      case BEFORE_VALUE -> beforeValue(in[at] & 0xff, at);
    };
  }

  private int text(byte[] in, int from, int limit) {
    int next = PlainTagSkipper.skip(in, from, limit) + 1;
    if (next > limit) {
      return limit;
    }
    state = State.OPEN;
    return next < limit ? open(in, next, limit) : next;
  }

  private int open(byte[] in, int at, int limit) {
    int c = in[at] & 0xff;
    if (isLetter(c) || c == '/') {
      endTag = c == '/';
      tagLength = 0;
      typeLength = 0;
      state = State.TAG_NAME;
      return tagName(in, endTag ? at + 1 : at, limit);
    }
    dashes = 0;
    bang = false;
    commentOpened = false;
    state = c == '!' ? State.MARKUP : c == '?' ? State.BOGUS : State.TEXT;
    return state == State.TEXT ? at : at + 1;
  }

  private int markup(int c, int at) {
    if (c != '-') {
      state = State.BOGUS;
      return at;
    }
    if (++dashes == 2) {
      state = State.COMMENT;
    }
    return at + 1;
  }

  /// The two dashes that open a comment may close it, too: `<!-->`.
  private int comment(byte[] in, int from, int limit) {
    int at = from;
    while (at < limit) {
      if (dashes == 0) {
        at = indexOf(in, at, limit, '-');
        if (at == limit) {
          return limit;
        }
      }
      int c = in[at++] & 0xff;
      if (c == '>' && dashes >= 2) {
        state = State.TEXT;
        return at;
      }
      countDashes(c);
    }
    return at;
  }

  /// `--!` closes a comment like `--`, but not where the dashes are those that opened it.
  private void countDashes(int c) {
    boolean first = c == '!' && !bang && dashes >= (commentOpened ? 2 : 4);
    if (c == '-') {
      dashes = bang ? 1 : dashes + 1;
    } else {
      dashes = first ? dashes : 0;
      commentOpened = true;
    }
    bang = first;
  }

  private int tagName(byte[] in, int from, int limit) {
    for (int at = from; at < limit; at++) {
      int c = in[at] & 0xff;
      if (c == '>' || c == '/' || isSpace(c)) {
        if (endTag && tagLength == 0) {
          state = c == '>' ? State.TEXT : State.BOGUS;
          return at + 1;
        }
        if (c == '>') {
          endTag();
          return at + 1;
        }
        state = State.BEFORE_ATTRIBUTE;
        return at;
      }
      if (endTag && tagLength == 0 && !isLetter(c)) {
        state = State.BOGUS;
        return at;
      }
      tagLength = append(tagName, tagLength, c);
    }
    return limit;
  }

  private int betweenAttributes(byte[] in, int from, int limit) {
    for (int at = from; at < limit; at++) {
      int c = in[at] & 0xff;
      if (c == '>') {
        endTag();
        return at + 1;
      } else if (c == '=' && state == State.AFTER_NAME) {
        state = State.BEFORE_VALUE;
        return at + 1;
      } else if (c == '/') {
        state = State.BEFORE_ATTRIBUTE;
      } else if (!isSpace(c)) {
        attributeLength = append(attributeName, 0, c);
        state = State.ATTRIBUTE_NAME;
        return attributeName(in, at + 1, limit);
      }
    }
    return limit;
  }

  private int attributeName(byte[] in, int from, int limit) {
    int length = attributeLength;
    int at = from;
    while (at < limit) {
      int c = in[at] & 0xff;
      if (c == '=' || c == '>' || c == '/' || isSpace(c)) {
        state = c == '=' ? State.BEFORE_VALUE : State.AFTER_NAME;
        at = c == '=' ? at + 1 : at;
        break;
      }
      length = append(attributeName, length, c);
      at++;
    }
    attributeLength = length;
    return state == State.BEFORE_VALUE && at < limit ? beforeValue(in[at] & 0xff, at) : at;
  }

  private int beforeValue(int c, int at) {
    if (isSpace(c)) {
      return at + 1;
    }
    if (c == '>') {
      endTag();
      return at + 1;
    }
    boolean quoted = isQuote(c);
    quote = quoted ? c : 0;
    content = endTag ? Content.OTHER : contentOfAttribute();
    urlExpected = content == Content.URL || content == Content.URLS;
    refreshMatched = 0;
    typeLength = content == Content.TYPE ? 0 : typeLength;
    state = State.VALUE;
    return quoted ? at + 1 : at;
  }

  private Content contentOfAttribute() {
    return switch (attributeLength) {
      case 3 -> isAttribute("src") ? Content.URL : Content.OTHER;
      case 4 ->
          isAttribute("href") || isAttribute("data")
              ? Content.URL
              : isAttribute("ping")
                  ? Content.URLS
                  : isAttribute("type") && isTag("script") ? Content.TYPE : Content.OTHER;
      case 6 ->
          isAttribute("action") || isAttribute("poster")
              ? Content.URL
              : isAttribute("srcset") ? Content.URLS : Content.OTHER;
      case 7 -> isAttribute("content") && isTag("meta") ? Content.REFRESH : Content.OTHER;
      case 8 -> isAttribute("manifest") || isAttribute("codebase") ? Content.URL : Content.OTHER;
      case 10 ->
          isAttribute("formaction") || isAttribute("background") || isAttribute("xlink:href")
              ? Content.URL
              : Content.OTHER;
      case 11 -> isAttribute("imagesrcset") ? Content.URLS : Content.OTHER;
      default -> Content.OTHER;
    };
  }

  private int value(byte[] in, int from, int limit) {
    int at = from;
    while (at < limit) {
      if (content == Content.OTHER && quote != 0) {
        at = indexOf(in, at, limit, quote);
        if (at == limit) {
          return limit;
        }
      }
      int c = in[at] & 0xff;
      if (quote == 0 ? c == '>' || isSpace(c) : c == quote) {
        state = State.BEFORE_ATTRIBUTE;
        return quote == 0 ? at : at + 1;
      }
      at++;
      if (content != Content.OTHER && startsUrl(c)) {
        return at;
      }
    }
    return at;
  }

  /// Processes a byte of a value that may hold URLs.
  ///
  /// @return whether [#candidate] has become active
  private boolean startsUrl(int c) {
    if (urlExpected && !isSpace(c) && !(content == Content.REFRESH && isQuote(c))) {
      urlExpected = content == Content.URLS && c == ',';
      content = content == Content.URL || content == Content.REFRESH ? Content.OTHER : content;
      candidate.start(c);
      return candidate.isActive();
    }
    switch (content) {
      case URLS -> urlExpected = isSpace(c) || c == ',';
      case TYPE -> typeLength = append(typeValue, typeLength, c);
      case REFRESH -> {
        if (!urlExpected) {
          refresh(c);
        }
      }
      case OTHER, URL -> {}
    }
    return false;
  }

  /// Matches the delay, then `url=`, where a quote may follow.
  private void refresh(int c) {
    if (refreshMatched == 0) {
      refreshMatched = c >= '0' && c <= '9' ? 1 : 0;
      content = refreshMatched == 1 || isSpace(c) ? content : Content.OTHER;
      return;
    }
    if (isSpace(c) && refreshMatched == REFRESH_URL.length()) {
      return;
    }
    boolean next = lower(c) == REFRESH_URL.charAt(refreshMatched - 1);
    refreshMatched = next ? refreshMatched + 1 : lower(c) == 'u' ? 2 : 1;
    urlExpected = refreshMatched > REFRESH_URL.length();
  }

  private void endTag() {
    boolean raw = !endTag && isRawText();
    importMap = raw && isTag("script") && equals(typeValue, typeLength, "importmap");
    urlExpected = false;
    state = raw ? State.RAW : State.TEXT;
    if (raw) {
      rawText.begin(tagName, tagLength);
    }
    if (!endTag && tagLength == 9 && isTag("plaintext")) {
      state = State.PLAIN_TEXT;
    }
  }

  /// Whether the content of the element is no markup for a browser that runs scripts.
  private boolean isRawText() {
    return switch (tagLength) {
      case 3 -> isTag("xmp");
      case 5 -> isTag("style") || isTag("title");
      case 6 -> isTag("script") || isTag("iframe");
      case 7 -> isTag("noembed");
      case 8 -> isTag("textarea") || isTag("noscript") || isTag("noframes");
      default -> false;
    };
  }

  private int raw(byte[] in, int from, int limit) {
    int at = from;
    while (at < limit) {
      if (rawText.isPlain()) {
        at = importMap ? importMap(in, at, limit) : indexOf(in, at, limit, '<');
        if (at == limit || candidate.isActive()) {
          return at;
        }
      }
      if (rawText.step(in[at] & 0xff)) {
        endTag = true;
        state = State.BEFORE_ATTRIBUTE;
        return at;
      }
      at++;
    }
    return limit;
  }

  /// Returns the position of the next `<`, or the one after the first byte of a possible URL.
  private int importMap(byte[] in, int from, int limit) {
    for (int at = from; at < limit; at++) {
      int c = in[at] & 0xff;
      if (c == '<') {
        urlExpected = false;
        return at;
      }
      if (urlExpected) {
        candidate.start(c);
      }
      urlExpected = c == '"';
      if (candidate.isActive()) {
        return at + 1;
      }
    }
    return limit;
  }

  private boolean isTag(String name) {
    return equals(tagName, tagLength, name);
  }

  private boolean isAttribute(String name) {
    return equals(attributeName, attributeLength, name);
  }

  private static boolean equals(byte[] bytes, int length, String name) {
    if (length != name.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Appends a byte in lower case. A name that does not fit equals none.
  private static int append(byte[] name, int length, int c) {
    if (length < name.length) {
      name[length] = (byte) lower(c);
      return length + 1;
    }
    return length;
  }

  private static int lower(int c) {
    return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
  }

  /// The position of a byte, or `limit`.
  static int indexOf(byte[] in, int from, int limit, int wanted) {
    long pattern = wanted * ONES;
    int at = from;
    while (at + Long.BYTES <= limit) {
      long difference = (long) LONGS.get(in, at) ^ pattern;
      long zeros = (difference - ONES) & ~difference & HIGH_BITS;
      if (zeros != 0) {
        return at + (Long.numberOfTrailingZeros(zeros) >>> 3);
      }
      at += Long.BYTES;
    }
    while (at < limit && in[at] != (byte) wanted) {
      at++;
    }
    return at;
  }

  private static boolean isQuote(int c) {
    return c == '"' || c == '\'';
  }

  private static boolean isSpace(int c) {
    return c <= ' ' && (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f');
  }

  private static boolean isLetter(int c) {
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z';
  }
}
