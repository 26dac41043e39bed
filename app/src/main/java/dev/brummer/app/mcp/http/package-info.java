/// MCP over HTTP ("Streamable HTTP"), both generations on the path `/mcp`.
///
///     socket ─▶ [mcp-http loop] HttpClientConnection ─▶ RequestGuard ─▶ body, bounded
///                                       │ complete request
///                                       ▼
///                            [virtual thread] McpEndpoint ─┬▶ HttpSessions ─▶ ClientSession
///                                       │                  └▶ StatelessRequests
///                                       ▼
///                                 HttpExchange: one JSON body, or a stream of events
///
/// The loop only parses and buffers; requests run on virtual threads. A thread that writes to a slow
/// client waits for the socket, so the memory of a connection is bounded.
///
/// ## Decisions
///
/// - Everything is checked from the head, before a byte of the body is kept: loopback name in `Host`,
///   loopback `Origin`, the token. Any page can send requests to a loopback port.
/// - A response becomes a stream with its first notification; most responses are plain JSON.
/// - A closed connection cancels a stateless request, as that generation demands, and not a request
///   of a session, as the other one demands.
/// - Streams cannot be resumed: what a client missed, it reads again by cursor.
@NullMarked
package dev.brummer.app.mcp.http;

import org.jspecify.annotations.NullMarked;
