/// Bytes to bytes, streaming, in any split, without a channel type: where the tag goes
/// ([HtmlInjector]), what policies have to say for it ([ContentSecurityPolicy], [MetaCspRewriter]),
/// and unpacking ([GzipDecoder]). For one thread at a time. Fuzzed: any bytes, any split, same
/// result, and nothing but the tag and a widened policy differs.
@NullMarked
package dev.brummer.proxy.inject;

import org.jspecify.annotations.NullMarked;
