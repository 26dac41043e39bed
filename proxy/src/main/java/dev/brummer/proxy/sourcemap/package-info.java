/// Where in the developer's own files a browser's error happened.
///
/// [SourceMap] is a parsed map and pure; [SourceMapCache] fetches scripts and their maps from the
/// dev server and keeps the last ones; [StackTraceMapper] rewrites a stack trace with them. All of
/// it runs on virtual threads: fetching waits, and an error that cannot be mapped in time stays as
/// it is.
///
/// Source of the format: ECMA-426, Source map format specification.
@NullMarked
package dev.brummer.proxy.sourcemap;

import org.jspecify.annotations.NullMarked;
