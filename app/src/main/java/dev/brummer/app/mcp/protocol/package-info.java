/// The Model Context Protocol, without a transport of its own for HTTP and without knowledge of
/// brummer: messages, both generations of the protocol, tools, resources, prompts, subscriptions,
/// progress, cancellation and pages of lists.
///
///     bytes ─▶ McpConnection ─┬▶ ClientSession (with sessions) ──┬▶ McpServer.run ─▶ ServerMethods
///     http package ───────────┴▶ StatelessRequests ──────────────┘        │            │
///                                  ▲ StatelessClients                ActiveCalls    ServerDefinition
///     what changed ─▶ ServerChanges ─▶ ChangeSubscription ─▶ the client
///
/// Requests run on virtual threads, one each. Nothing here waits for a client except the thread of
/// its own request and the sender of its own changes.
///
/// ## Decisions
///
/// - Two generations share everything below `McpServer.run`. A message belongs to the stateless one
///   if it carries a protocol version in `_meta` or calls a method that only exists there, so both
///   can arrive on one connection: clients probe `server/discover` and then still `initialize`.
/// - The server never sends requests. Tools that need input return it as a result (stateless
///   generation); clients with sessions are not asked.
/// - Invalid arguments of a tool are a result with an error, which a model can correct; an unknown
///   tool and arguments that are no object are errors of the protocol.
/// - Notices of changes are conflated per subject and carry a count, so a resource that changes a
///   million times costs one pending notice.
/// - The official Java SDK was tried: it ends at the revision of November 2025, needs a servlet
///   container, and took 296 ms from start to `initialize` instead of 112.
@NullMarked
package dev.brummer.app.mcp.protocol;

import org.jspecify.annotations.NullMarked;
