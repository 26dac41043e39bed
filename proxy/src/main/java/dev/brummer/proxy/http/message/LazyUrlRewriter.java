package dev.brummer.proxy.http.message;

import dev.brummer.proxy.inject.HtmlInjector;
import dev.brummer.proxy.inject.KnownPortScanner;
import dev.brummer.proxy.inject.UrlRewriter;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Translates URLs like [UrlRewriter], whose state machine reads a part only when it must: a part
/// without the port of a known server is skipped. Skipped parts are retained, because markup can
/// only be read from the beginning of the document; they are read before the first part that may
/// hold such a URL, and released unread at the end of the document.
///
/// ```
/// part ─▶ KnownPortScanner ─ nothing ─▶ retained, sent unchanged
///                          └ maybe ───▶ UrlRewriter reads what is retained, then translates the part
/// ```
///
/// Confined to an event loop.
// Buffers are compared by identity.
@SuppressWarnings("ReferenceEquality")
final class LazyUrlRewriter implements AutoCloseable {
  /// Bytes of buffers that a document may retain: all of a page of 200 kB. A longer one is read in
  /// stretches of this size.
  private static final int MAX_RETAINED = 320 * 1024;

  /// Only in a large part, which the next one follows at once, the beginning of a URL is kept back.
  private static final int MIN_CUT = 16 * 1024;

  private static final int MAX_KEPT = 300;

  private final OriginMapping mapping;
  private final KnownPortScanner scanner;
  private final boolean skipping;
  private final RetentionBudget budget;
  private final ArrayDeque<ByteBuf> skipped = new ArrayDeque<>();

  /// Created for the first part that is read: most documents have none.
  private @Nullable UrlRewriter reader;

  private @Nullable ByteBuf lastWhole;
  private int retained;

  /// @param budget shared by the documents of an event loop
  LazyUrlRewriter(OriginMapping mapping, RetentionBudget budget) {
    this.mapping = mapping;
    this.scanner = new KnownPortScanner(mapping::isKnownPort);
    this.skipping = !mapping.knowsImpliedPort();
    this.budget = budget;
  }

  /// Skips the beginning of a part, if it stays unchanged whatever its markup.
  ///
  /// @return the number of bytes that are to be sent as they are; the others must be passed again,
  ///   in front of the next part, or fed at the end. 0 if the part must be fed
  int skip(ByteBuf part) {
    ByteBuffer bytes = part.nioBuffer();
    if (mustRead(bytes)) {
      return 0;
    }
    int cut = KnownPortScanner.cutUrl(bytes);
    if (cut < bytes.limit()) {
      int kept = bytes.limit() - cut;
      bytes.limit(cut);
      if (part.readableBytes() < MIN_CUT
          || kept > MAX_KEPT
          || KnownPortScanner.cutUrl(bytes) < cut) {
        return 0;
      }
    }
    return retain(part.slice(part.readerIndex(), bytes.remaining())) ? bytes.remaining() : 0;
  }

  /// Skips a part as a whole, see [#skip], or returns false if it must be fed.
  boolean skipAll(ByteBuf part) {
    ByteBuffer bytes = part.nioBuffer();
    return !mustRead(bytes) && KnownPortScanner.cutUrl(bytes) == bytes.limit() && retain(part);
  }

  /// Takes back the last bytes of the part just skipped; they will be fed.
  void takeBack(int count) {
    ByteBuf last = skipped.getLast();
    last.writerIndex(last.writerIndex() - count);
  }

  private boolean mustRead(ByteBuffer bytes) {
    UrlRewriter current = reader;
    return !skipping
        || (current != null && current.holdsCandidate())
        || scanner.holdsKnownPort(bytes);
  }

  /// A slice retains all of the buffer into which the socket was read, like the slice before it.
  private boolean retain(ByteBuf part) {
    ByteBuf whole = part;
    while (whole.unwrap() != null) {
      whole = whole.unwrap();
    }
    int size = whole == lastWhole ? 0 : whole.capacity();
    if (retained + size > MAX_RETAINED) {
      catchUp();
      size = whole.capacity();
    }
    if (!budget.acquire(size)) {
      return false;
    }
    lastWhole = whole;
    retained += size;
    skipped.add(part.retainedDuplicate());
    return true;
  }

  /// Processes all bytes of the next part.
  void feed(ByteBuffer part, HtmlInjector.ByteConsumer out) {
    catchUp().feed(part, out);
  }

  /// Returns the state machine after it has read what was skipped.
  private UrlRewriter catchUp() {
    UrlRewriter current = reader;
    if (current == null) {
      current = new UrlRewriter(mapping::toBrowser);
      reader = current;
    }
    ByteBuf part;
    while ((part = skipped.poll()) != null) {
      current.skip(part.nioBuffer());
      part.release();
    }
    releaseBudget();
    return current;
  }

  /// Ends the document and emits the held bytes.
  void end(HtmlInjector.ByteConsumer out) {
    if (reader != null) {
      reader.end(out);
    }
  }

  @Override
  public void close() {
    skipped.forEach(ByteBuf::release);
    skipped.clear();
    releaseBudget();
  }

  private void releaseBudget() {
    budget.release(retained);
    retained = 0;
    lastWhole = null;
  }
}
