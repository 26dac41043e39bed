/// File watching, independent of processes.
///
/// ```
///   virtual thread "watch <root>"   WatchService ▸ WatchRules.isRelevant ▸ quiet period ▸ onChange
///   caller's thread                 DirectoryWatch ▸ InotifyCalls, Libc
/// ```
///
/// ## Decisions
///
/// - A tree is watched with the JDK's service, which reports each write to a file: a restart is
///   wanted for any. Configuration is watched with [DirectoryWatch], because a process often writes
///   to a log or a database next to it all the time.
package dev.brummer.engine.watch;
