/// The operations on a running project, shared by all doors: the verbs of the command line (over
/// the control socket), MCP over stdio and MCP over HTTP.
///
///     verb, tool call ─▶ ProjectOperations ─▶ Processes, LogStore, ProxyServer, FactLedger
///                              │
///                              ▼ OperationResult (records) ─▶ render.ResultText, render.ResultJson
///
/// A call runs on the virtual thread of its client and may block up to the deadline that the client
/// gives. Commands go down to the engine; facts are read from its stores. Every result leaves
/// through one method, `ProjectOperations.release`, which masks secrets.
@NullMarked
package dev.brummer.app.operation;

import org.jspecify.annotations.NullMarked;
