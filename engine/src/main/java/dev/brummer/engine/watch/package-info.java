/// File watching, independent of processes.
///
/// ```
///   virtual thread "watch <root>"   WatchService ▸ WatchRules.isRelevant ▸ quiet period ▸ onChange
/// ```
package dev.brummer.engine.watch;
