/// Model Context Protocol: what agents can see and do, over the operations of a running project.
///
///     agent ─stdio─▶ brummer mcp (package stdio) ─control socket─▶ McpDoors.serve ─▶ McpConnection ─┐
///     agent ─HTTP──▶ McpHttpServer (package http) ──────────────────────────────────────────────────┤
///                                                                                                   ▼
///                             ProjectServer (tools, resources, prompts) ◀── McpServer (package protocol)
///                                         ▼                                    │
///                                ProjectOperations                 AgentEvents ─▶ EventBus
///
/// ## Decisions
///
/// - Everything is built with the first client: a run without agents pays for a socket method only.
/// - The HTTP door needs a token for reads, too: logs hold secrets.
@NullMarked
package dev.brummer.app.mcp;

import org.jspecify.annotations.NullMarked;
