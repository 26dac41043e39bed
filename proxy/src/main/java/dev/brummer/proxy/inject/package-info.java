/// Streaming rewriters from bytes to bytes, independent of channels.
///
/// ```
/// bytes ─▶ GzipDecoder ─▶ HtmlInjector ─▶ MetaCspRewriter ─▶ bytes
///                         (element)       (policies in the head)
/// ```
///
/// [HtmlInjector] finds the position of the script element, [CspRewriter] and [MetaCspRewriter]
/// widen policies for it, [UrlRewriter] translates URLs, [KnownPortScanner] finds parts that it
/// would not change, [GzipDecoder] decompresses. Input may be split anywhere. Not thread-safe; each
/// instance belongs to one response. A leaf: depends on the JDK only.
///
/// ## Decisions
///
/// Fuzzed: any bytes in any split give the same result, and only the element and widened policies
/// differ from the input.
@NullMarked
package dev.brummer.proxy.inject;

import org.jspecify.annotations.NullMarked;
