/// `brummer mcp`: MCP over standard input and output.
///
///     stdin ─▶ BridgeSession ─ connected ─▶ RunConnection ─▶ control socket of a run ─▶ stdout
///                   │               ▲ replays ClientState            │ the run ends: refuses
///                   │               │ (handshake, subscriptions)     ▼ UnansweredRequests
///                   └─ standby ─────┴─ StandbyServer: answers the handshake and the lists; the first
///                                      request that needs a run connects to one or starts one
///
/// The thread `mcp-stdin` reads standard input and owns the state; per run, a thread `mcp-output`
/// copies what that run sends. The main thread waits for the end of either.
///
/// ## Decisions
///
/// - Bytes are forwarded before they are parsed: start-up decides how long an agent waits.
/// - Lists are answered without a run, so opening a project in an editor starts nothing.
/// - The bridge outlives its runs: clients show an ended server as broken and restart it by hand only.
/// - A run that ends starts nothing by itself, not even for subscriptions: the user may have ended it.
/// - The output of a run is forwarded in whole lines, so one that is killed leaves no half message.
@NullMarked
package dev.brummer.app.mcp.stdio;

import org.jspecify.annotations.NullMarked;
