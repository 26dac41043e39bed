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

  private final UrlRewriter urls;
  private final KnownPortScanner scanner;
  private final boolean skipping;
  private final RetentionBudget budget;
  private final ArrayDeque<ByteBuf> skipped = new ArrayDeque<>();
  private @Nullable ByteBuf lastWhole;
  private int retained;

  /// @param budget shared by the documents of an event loop
  LazyUrlRewriter(OriginMapping mapping, RetentionBudget budget) {
    this.urls = new UrlRewriter(mapping::toBrowser);
    this.scanner = new KnownPortScanner(mapping::isKnownPort);
    this.skipping = !mapping.knowsImpliedPort();
    this.budget = budget;
  }

  /// Skips a part, if it stays unchanged whatever its markup.
  ///
  /// @return whether the part is to be sent as it is; else it must be fed
  boolean skip(ByteBuf part) {
    if (!skipping || urls.holdsCandidate()) {
      return false;
    }
    if (scanner.mayHoldUrl(part.nioBuffer())) {
      return false;
    }
    return retain(part);
  }

  /// A slice retains all of the buffer into which the socket was read, like the slice before it.
  private boolean retain(ByteBuf part) {
    ByteBuf whole = part;
    while (whole.unwrap() != null) {
      whole = whole.unwrap();
    }
    int size = whole == lastWhole ? 0 : whole.capacity();
    if (retained + size > MAX_RETAINED) {
      readSkipped();
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
    readSkipped();
    urls.feed(part, out);
  }

  private void readSkipped() {
    ByteBuf part;
    while ((part = skipped.poll()) != null) {
      urls.skip(part.nioBuffer());
      part.release();
    }
    releaseBudget();
  }

  /// Ends the document and emits the held bytes.
  void end(HtmlInjector.ByteConsumer out) {
    urls.end(out);
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
