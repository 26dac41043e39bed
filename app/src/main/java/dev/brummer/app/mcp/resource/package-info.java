/// Resources over the operations of a running project, and the notices that they changed.
///
///     resources/read ─▶ ProjectResources ─▶ ProjectOperations ─▶ ResultText
///     EventBus ─▶ ResourceChangeFeed ─▶ ServerChanges ─▶ the subscribed clients
///
/// Reads run on the threads of requests; the feed on a worker of the bus, which it never blocks.
///
/// ## Decisions
///
/// - Nothing depends on resources: many clients do not show them. They hold what tools answer.
/// - A log is read as its newest lines. A client that reads it again is told how many lines came
///   since and are not shown, so a gap is visible and a slow reader never falls behind.
@NullMarked
package dev.brummer.app.mcp.resource;

import org.jspecify.annotations.NullMarked;
