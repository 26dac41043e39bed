/// Facts about the running project for clients that ask: what happened since a moment, what is
/// wrong now, and whether everything has reacted to an edit.
///
///     bus-1..n   Event ▸ FactLedger ▸ ErrorFacts (distinct errors, failed tests)
///                                   ▸ ReactionTracker per process (pure state machine)
///                                   ▸ rings of requests, page events, processes that went down
///     any thread ◂ immutable snapshots, by sequence number
///
/// The sequence number counts all facts of a run and orders them as the ledger has received them;
/// a client that remembers one asks for what came after it. The UI keeps its own model of the same
/// events, because its thread must not wait for a lock; what makes failed tests errors, which are
/// obsolete, and what heals an error is shared: [TestFailures], [HealingTracker].
///
/// ## Decisions
///
/// - An error is healed, not deleted: a client may ask about it, and it may recur.
/// - A reaction ends when the output says so or, for programs that are restarted, when it has been
///   quiet: no tool says that the program it has started is fine.
package dev.brummer.engine.fact;
