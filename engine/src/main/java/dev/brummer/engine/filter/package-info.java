/// Cached filters over the log store: each line is evaluated once per query.
///
/// ```
///   UI, MCP     FilterEngine.before/from ▸ IncrementalFilter (known bits) ▸ LogStore (unknown lines)
///   bus-1..n    LogLine ▸ FilterEngine.IndexUpdater ▸ IncrementalFilter.update ▸ LogStore.matchingNumbers
/// ```
///
/// The bus worker updates the filters; readers share each filter under its lock.
package dev.brummer.engine.filter;
