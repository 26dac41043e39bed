/// Maps browser stack traces to the project's source files.
///
/// ```
/// stack trace ─▶ StackTraceMapper ─▶ SourceMapCache ─▶ SourceMap
///                                     fetch, 5 s         parse, find
/// ```
///
/// [SourceMap] is a parsed map without side effects; [SourceMapCache] fetches scripts and their
/// maps from the dev server and caches the last ones; [StackTraceMapper] rewrites a trace.
/// Everything runs on virtual threads, because fetching blocks. An error that cannot be mapped in
/// time stays unchanged.
///
/// Format: ECMA-426, Source map format specification.
@NullMarked
package dev.brummer.proxy.sourcemap;

import org.jspecify.annotations.NullMarked;
