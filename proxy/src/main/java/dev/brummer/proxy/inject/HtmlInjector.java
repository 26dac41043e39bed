package dev.brummer.proxy.inject;

import java.nio.ByteBuffer;

/// Streaming injector that inserts an element as the first child of an HTML document's head.
///
/// The position follows the tree construction of the HTML standard: comments, a doctype, white
/// space, `<html>` and stray end tags may precede the head; `<head>` opens it; anything else opens
/// it implicitly. Only this prologue is parsed, with the standard's tokenizer states. Undecided
/// input (a `<` and a short name, a byte order mark) is held back, at most eight bytes. After
/// insertion [#done] is true and the rest can bypass the injector.
///
/// Without insertion the output equals the input. A document in UTF-16 or without anything but a
/// prologue stays unchanged. Not thread-safe; independent of channels.
///
/// One state table, hence longer than other classes. Source: html.spec.whatwg.org, 13.2.5 and
/// 13.2.6.4.1 to 13.2.6.4.3.
public final class HtmlInjector {
  /// Receives output. The buffer is valid during the call only.
  @FunctionalInterface
  public interface ByteConsumer {
    void write(ByteBuffer bytes);
  }

  private enum State {
    START,
    BEFORE_HEAD,
    OPEN,
    NAME,
    END_OPEN,
    END_NAME,
    MARKUP,
    MARKUP_DASH,
    BOGUS_COMMENT,
    COMMENT_START,
    COMMENT_START_DASH,
    COMMENT,
    COMMENT_END_DASH,
    COMMENT_END,
    COMMENT_END_BANG,
    BEFORE_ATTRIBUTE,
    ATTRIBUTE_NAME,
    AFTER_NAME,
    BEFORE_VALUE,
    DOUBLE_QUOTED,
    SINGLE_QUOTED,
    UNQUOTED,
    DONE
  }

  /// The action for the current byte.
  private enum ByteAction {
    /// Emit the byte.
    EMIT,
    /// Hold the byte back with the previous ones.
    HOLD,
    /// Emit the held bytes, then process the byte again in the new state.
    RELEASE,
    /// Emit the element, then the held bytes.
    INSERT_BEFORE,
    /// Emit the byte, then the element.
    INSERT_AFTER,
    /// Leave the document unmodified.
    SKIP_DOCUMENT
  }

  private static final int MAX_NAME_LENGTH = 4;

  private final byte[] tag;
  private final byte[] held = new byte[8];
  private int heldCount;
  private State state = State.START;
  private boolean inHeadTag;
  private boolean inserted;

  public HtmlInjector(byte[] tag) {
    this.tag = tag.clone();
  }

  /// Whether all further input is emitted unchanged.
  public boolean done() {
    return state == State.DONE;
  }

  /// Whether the element was inserted.
  public boolean inserted() {
    return inserted;
  }

  /// Processes the next bytes of the document. Stops consuming `in` once [#done].
  public void feed(ByteBuffer in, ByteConsumer out) {
    int from = in.position();
    int at = from;
    while (at < in.limit() && state != State.DONE) {
      byte octet = in.get(at);
      switch (step(octet & 0xff)) {
        case EMIT -> at++;
        case HOLD -> {
          write(in, from, at, out);
          held[heldCount++] = octet;
          from = ++at;
        }
        case RELEASE -> releaseHeld(out);
        case INSERT_BEFORE -> {
          write(in, from, at, out);
          from = at;
          insert(out);
          releaseHeld(out);
        }
        case INSERT_AFTER -> {
          write(in, from, ++at, out);
          from = at;
          insert(out);
        }
        case SKIP_DOCUMENT -> {
          releaseHeld(out);
          state = State.DONE;
        }
      }
    }
    write(in, from, at, out);
    in.position(at);
  }

  /// Ends the document and emits the held bytes.
  public void end(ByteConsumer out) {
    releaseHeld(out);
    state = State.DONE;
  }

  private void insert(ByteConsumer out) {
    out.write(ByteBuffer.wrap(tag));
    inserted = true;
    state = State.DONE;
  }

  private void releaseHeld(ByteConsumer out) {
    if (heldCount > 0) {
      out.write(ByteBuffer.wrap(held, 0, heldCount));
      heldCount = 0;
    }
  }

  private static void write(ByteBuffer in, int from, int to, ByteConsumer out) {
    if (to > from) {
      out.write(in.slice(from, to - from));
    }
  }

  private ByteAction step(int c) {
    return switch (state) {
      case START -> start(c);
      case BEFORE_HEAD -> beforeHead(c);
      case OPEN -> open(c);
      case NAME -> name(c);
      case END_OPEN -> endOpen(c);
      case END_NAME -> endName(c);
      case MARKUP -> c == '-' ? hold(State.MARKUP_DASH) : release(State.BOGUS_COMMENT);
      case MARKUP_DASH -> c == '-' ? hold(State.COMMENT_START) : release(State.BOGUS_COMMENT);
      case BOGUS_COMMENT -> emit(c == '>' ? State.BEFORE_HEAD : State.BOGUS_COMMENT);
      case COMMENT_START,
          COMMENT_START_DASH,
          COMMENT,
          COMMENT_END_DASH,
          COMMENT_END,
          COMMENT_END_BANG ->
          heldCount > 0 ? ByteAction.RELEASE : emit(comment(c));
      case BEFORE_ATTRIBUTE,
          ATTRIBUTE_NAME,
          AFTER_NAME,
          BEFORE_VALUE,
          DOUBLE_QUOTED,
          SINGLE_QUOTED,
          UNQUOTED ->
          inTag(c);
      case DONE -> ByteAction.SKIP_DOCUMENT;
    };
  }

  private ByteAction start(int c) {
    if (heldCount == 0) {
      return switch (c) {
        case 0xEF, 0xFE, 0xFF -> ByteAction.HOLD;
        case 0 -> ByteAction.SKIP_DOCUMENT;
        default -> release(State.BEFORE_HEAD);
      };
    }
    int first = held[0] & 0xff;
    if ((first == 0xFE && c == 0xFF) || (first == 0xFF && c == 0xFE)) {
      return ByteAction.SKIP_DOCUMENT;
    }
    if (first == 0xEF && heldCount == 1 && c == 0xBB) {
      return ByteAction.HOLD;
    }
    if (first == 0xEF && heldCount == 2 && c == 0xBF) {
      return hold(State.BEFORE_HEAD);
    }
    return ByteAction.INSERT_BEFORE;
  }

  private ByteAction beforeHead(int c) {
    if (heldCount > 0) {
      return ByteAction.RELEASE;
    }
    if (isSpace(c)) {
      return ByteAction.EMIT;
    }
    return c == '<' ? hold(State.OPEN) : ByteAction.INSERT_BEFORE;
  }

  private ByteAction open(int c) {
    if (isLetter(c)) {
      return hold(State.NAME);
    }
    return switch (c) {
      case '!' -> hold(State.MARKUP);
      case '/' -> hold(State.END_OPEN);
      case '?' -> release(State.BOGUS_COMMENT);
      case 0 -> ByteAction.SKIP_DOCUMENT;
      default -> ByteAction.INSERT_BEFORE;
    };
  }

  private ByteAction name(int c) {
    if (!endsName(c)) {
      return heldCount <= MAX_NAME_LENGTH ? ByteAction.HOLD : ByteAction.INSERT_BEFORE;
    }
    inHeadTag = heldIs("head", 1);
    return inHeadTag || heldIs("html", 1)
        ? release(State.BEFORE_ATTRIBUTE)
        : ByteAction.INSERT_BEFORE;
  }

  private ByteAction endOpen(int c) {
    if (isLetter(c)) {
      return hold(State.END_NAME);
    }
    return release(State.BOGUS_COMMENT);
  }

  private ByteAction endName(int c) {
    inHeadTag = false;
    if (!endsName(c)) {
      return heldCount <= MAX_NAME_LENGTH + 1 ? ByteAction.HOLD : release(State.BEFORE_ATTRIBUTE);
    }
    boolean opensHead =
        heldIs("head", 2) || heldIs("body", 2) || heldIs("html", 2) || heldIs("br", 2);
    return opensHead ? ByteAction.INSERT_BEFORE : release(State.BEFORE_ATTRIBUTE);
  }

  private State comment(int c) {
    return switch (state) {
      case COMMENT_START ->
          switch (c) {
            case '-' -> State.COMMENT_START_DASH;
            case '>' -> State.BEFORE_HEAD;
            default -> State.COMMENT;
          };
      case COMMENT_START_DASH ->
          switch (c) {
            case '-' -> State.COMMENT_END;
            case '>' -> State.BEFORE_HEAD;
            default -> State.COMMENT;
          };
      case COMMENT_END_DASH -> c == '-' ? State.COMMENT_END : State.COMMENT;
      case COMMENT_END ->
          switch (c) {
            case '>' -> State.BEFORE_HEAD;
            case '!' -> State.COMMENT_END_BANG;
            case '-' -> State.COMMENT_END;
            default -> State.COMMENT;
          };
      case COMMENT_END_BANG ->
          switch (c) {
            case '>' -> State.BEFORE_HEAD;
            case '-' -> State.COMMENT_END_DASH;
            default -> State.COMMENT;
          };
      default -> c == '-' ? State.COMMENT_END_DASH : State.COMMENT;
    };
  }

  private ByteAction inTag(int c) {
    if (c == '>' && state != State.DOUBLE_QUOTED && state != State.SINGLE_QUOTED) {
      return inHeadTag ? ByteAction.INSERT_AFTER : emit(State.BEFORE_HEAD);
    }
    return emit(attribute(c));
  }

  private State attribute(int c) {
    return switch (state) {
      case ATTRIBUTE_NAME, AFTER_NAME -> {
        if (isSpace(c)) {
          yield State.AFTER_NAME;
        }
        yield c == '/'
            ? State.BEFORE_ATTRIBUTE
            : c == '=' ? State.BEFORE_VALUE : State.ATTRIBUTE_NAME;
      }
      case BEFORE_VALUE -> {
        if (isSpace(c)) {
          yield State.BEFORE_VALUE;
        }
        yield c == '"' ? State.DOUBLE_QUOTED : c == '\'' ? State.SINGLE_QUOTED : State.UNQUOTED;
      }
      case DOUBLE_QUOTED -> c == '"' ? State.BEFORE_ATTRIBUTE : State.DOUBLE_QUOTED;
      case SINGLE_QUOTED -> c == '\'' ? State.BEFORE_ATTRIBUTE : State.SINGLE_QUOTED;
      case UNQUOTED -> isSpace(c) ? State.BEFORE_ATTRIBUTE : State.UNQUOTED;
      default -> isSpace(c) || c == '/' ? State.BEFORE_ATTRIBUTE : State.ATTRIBUTE_NAME;
    };
  }

  private ByteAction emit(State next) {
    state = next;
    return ByteAction.EMIT;
  }

  private ByteAction hold(State next) {
    state = next;
    return ByteAction.HOLD;
  }

  private ByteAction release(State next) {
    state = next;
    return ByteAction.RELEASE;
  }

  private boolean heldIs(String name, int offset) {
    if (heldCount - offset != name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if ((held[offset + i] | 0x20) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean endsName(int c) {
    return isSpace(c) || c == '/' || c == '>';
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
  }

  private static boolean isLetter(int c) {
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z';
  }
}
