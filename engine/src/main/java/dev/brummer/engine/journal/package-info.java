/// Records events other than log lines: a journal of events, the connected agents and what they may
/// do.
///
/// ```
///   bus-1..n    Event ▸ EventJournal ▸ entries in memory, events.txt
///               MCPConnected, MCPDisconnected ▸ AgentConnections
///   tui         the user's switch ▸ AgentAccess ◂ asked before an agent acts, on any thread
/// ```
///
/// ## Decisions
///
/// - The read-only switches outlive the run: a user who has switched an agent to read-only expects
///   that of the next run, too, also of one in the background.
/// - Switches that cannot be read make all agents read-only.
package dev.brummer.engine.journal;
