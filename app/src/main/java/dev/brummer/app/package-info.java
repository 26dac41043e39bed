/// The program: the main class, and below it commands, runs, configuration and plain output.
///
///     Brummer ─▶ command ─▶ run ─▶ plain
///                   │        └───▶ config
///                   ├─▶ demo      (parts of the sample project)
///                   └─▶ perf      (benchmarks, in a module of their own)
///
/// Every package may use `program` and `json`; otherwise dependencies point along the arrows only.
///
/// ## Decisions
///
/// - The launcher trims the memory of the C library every 15 s and starts with a heap of 48 MB.
///   Compiling a large method takes the JIT compilers up to 42 MB for a second; the C library keeps
///   that memory in the arena of each compiler thread. And a heap whose first size is a share of the
///   machine's memory (370 MB here) is filled up before the first full collection. Measured in the
///   UI with 2,000 lines and 100 proxied pages per second, resident set after 10 s and 5 minutes:
///   121 and 170 MB before, 117 and 133 MB with both (and a trim every 10 s). `make soak PARTS=load`
///   on a busy machine: 149 MB after 10 minutes, 161 MB after 30, with a live heap of 14 MB at both
///   times. `MALLOC_ARENA_MAX=2`, which children would inherit, gained nothing.
@NullMarked
package dev.brummer.app;

import org.jspecify.annotations.NullMarked;
