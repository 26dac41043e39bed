/// Records events other than log lines: a journal of events and the connected agents.
///
/// ```
///   bus-1..n    Event ▸ EventJournal ▸ entries in memory, events.txt
///               MCPConnected, MCPDisconnected ▸ AgentConnections
/// ```
package dev.brummer.engine.journal;
