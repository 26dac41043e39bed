/// Output without a UI: `run --ui plain`, `run --ui json`, `logs`, and plain output in the middle of
/// a run with a UI.
///
///     log store ─▶ LogCursor ─▶ PlainOutput ─▶ PrefixedLineWriter ─▶ BufferedOutput ─▶ TerminalGate
///     events ─────────▲  ▲          │          JsonLinesWriter                          stdout, stderr
///                     └──┴─ PlainRun ─▶ CompletionTracker ─▶ exit code
///     recorded session ─▶ LogPrinter ─────▶ (the same formats)
///
/// Secrets are masked between the store and the format: [PlainOutput] checks a whole block at once,
/// and only the lines of a block that may contain a secret are copied.
///
/// [PlainRun] and [PlainOutput] are confined to one bus worker at a time; [LogPrinter] to its
/// caller. No line is lost: the mailbox blocks its publishers, which in turn slows the processes.
///
/// ## Decisions
///
/// - An event only triggers a read from the cursor, so lines keep the order of the store.
/// - [JsonLinesWriter] uses the generator of jackson-core. With hand-written escaping and UTF-8 validation
///   a line of 80 bytes took about 200 ns, with the generator about 190 ns.
/// - [PrefixedLineWriter] copies lines as bytes without decoding them. The gate behind the buffer
///   makes them safe, so no format has to.
@NullMarked
package dev.brummer.app.plain;

import org.jspecify.annotations.NullMarked;
