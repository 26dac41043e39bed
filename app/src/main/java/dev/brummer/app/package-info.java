/// The program: the main class, and below it commands, runs, configuration and plain output.
///
///     Brummer ─▶ command ─▶ run ─▶ plain
///                   │        └───▶ config
///                   ├─▶ demo      (parts of the sample project)
///                   └─▶ perf      (benchmarks, in a module of their own)
///
/// Every package may use `program`; otherwise dependencies point along the arrows only.
@NullMarked
package dev.brummer.app;

import org.jspecify.annotations.NullMarked;
