/// The engine: wiring of its parts, its settings, signal handling, and the memory of the program.
///
/// ```
///   Engine ─▶ process.supervisor ─▶ log ─▶ log.assemble, log.match
///      │            └─▶ event ◀── detect, filter, journal ─▶ log
///      ├─▶ detect, filter, journal, event, log
///      ├─▶ mask ─▶ secret, event, log
///      └─▶ script.direct (how a script of a `package.json` is spawned)
/// ```
///
/// `event`, `script`, `secret`, `text`, `watch` and `log.assemble` are leaves. The engine depends
/// on no other module.
///
/// Decisions:
/// - [MemoryTrimmer] collects the heap, because no setting of the serial collector keeps the old
///   generation from growing up to its maximum: the ratios of free space count after a collection
///   only. A smaller maximum would end sessions that need more.
/// - Unmapped pages of files come back in large pieces where the kernel maps whole folios of the
///   page cache: of 20 MB, 12 within a second on Linux 6.18.
package dev.brummer.engine;
