/// The engine: wiring of its parts, its settings and signal handling.
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
package dev.brummer.engine;
