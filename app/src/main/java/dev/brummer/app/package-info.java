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
/// - A run compiles what its training has compiled, in the same way. The training uses C1 alone and
///   passes 300,000 lines through a terminal and a pipe; by the data that the JVM stores in the AOT
///   cache, a run compiles these methods with C1 at their 1,024th call and never profiles them. All
///   others wait for 5,000 calls, with a proxy for 2,000, and then go through all tiers. Four children
///   with 100,000 lines each in the UI: 0.97 s and 1.41 s of CPU time before, 0.81 and 1.14 s with it;
///   four with 250,000 lines in a plain run: 0.55 and 0.79 s before, 0.51 and 0.72 s with it. `list`
///   and `logs` do without: reading the data takes 10 ms. Code of the UI and the log is recorded from a
///   tenth of the calls on: otherwise C2 compiled the parser of coloured lines during the flood, 320
///   instead of 110 ms of compilation in the first two seconds.
/// - Half of the time from exec to the list of the UI is not Java code of brummer. `java -version`
///   takes 36 ms with the runtime of the image, which has no archive of its own, 38 ms with the cache
///   of plain runs and 52 ms with that of the UI: each of 3,400 and 6,000 classes is loaded and linked
///   before `main`, 6 µs each. The bootstrap loader defines them: on the class path, where the loader's
///   Java code runs for each class, it was 65 ms. The image has one jar: for each of 24, the JVM made a
///   URL, a manifest and a protection domain before `main`, 10 ms in all. Of 95 ms, the main thread
///   computes for 80 and waits for a processor for 14.
/// - No class is generated at run time on the way to the first frame and the first line: a comparator
///   of the JDK, a proxy class or a pattern switch costs 5 to 20 ms. [java.time.ZoneId] and
///   [ProcessBuilder] look for services in all jars at their first use, 20 ms.
/// - Tried without success. An AOT cache without linked classes: plain run 183 to 268 ms of CPU time.
///   Calls of C functions without generated code (`DowncallLinker.USE_SPEC=false`): 142 to 175 ms. A
///   cache with what the first frame needs and a dynamic archive on top: first frame 172 to 141 ms,
///   but the JVM makes none beside a boot class path. A cache of the UI alone, 16 ms faster, takes
///   36 MB more on disk. The compilers take 10 ms up to the list (`-Xint`); recorded methods compiled
///   at the 4,096th call and the 65,536th turn of a loop: list 0.92x, floods 1.05x to 1.08x; at the
///   4,096th call alone: list 0.93x in 20 turns, 1.00x in 30. Huge pages: 1.06x, the zeroing costs
///   more than the faults.
@NullMarked
package dev.brummer.app;

import org.jspecify.annotations.NullMarked;
