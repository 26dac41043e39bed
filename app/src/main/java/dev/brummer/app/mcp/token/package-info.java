/// The bearer token of MCP over HTTP, shared by the HTTP server and the installation in clients. A
/// leaf.
///
/// ## Decisions
///
/// - The token is stable per project: a token per run would break the configuration of every client
///   at each start. It protects against other users and web pages, which cannot read the file.
@NullMarked
package dev.brummer.app.mcp.token;

import org.jspecify.annotations.NullMarked;
