/// `brummer mcp`: MCP over standard input and output.
///
///     stdin ─▶ StdioBridge ─ a brummer runs ─▶ its control socket, bytes in both directions
///                   └─ none runs ─▶ StandbyServer: answers the handshake and the lists, and starts one
///                                   in the background with the first request that needs it
///
/// The main thread reads standard input; one more thread copies what the running brummer sends.
///
/// ## Decisions
///
/// - While a brummer runs, nothing is parsed here: start-up decides how long an agent waits.
/// - Lists are answered without a run, so opening a project in an editor starts nothing.
/// - When the running brummer ends, so does the bridge: clients show that and can start it again.
@NullMarked
package dev.brummer.app.mcp.stdio;

import org.jspecify.annotations.NullMarked;
