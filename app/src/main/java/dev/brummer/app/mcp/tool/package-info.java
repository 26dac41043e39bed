/// Tools over the operations of a running project.
///
///     McpCall ─▶ CallArguments ─▶ ProjectOperations ─▶ OperationResult ─▶ ResultText, ResultJson ─▶ ToolResult
///
/// Each method runs on the thread of its request and blocks as its operation does.
///
/// ## Decisions
///
/// - A text tool answers in `content` only. Tools with a small state also answer in
///   `structuredContent`, with the same JSON in `content`: clients show one, the other or both.
/// - Every client sends all descriptions and schemas to its model with each conversation, so their
///   size is a budget with a test.
/// - No tool runs a command line: an agent has a shell for that, and its user decides there.
/// - Without a progress token a call ends after 50 seconds, because clients give up after a minute.
@NullMarked
package dev.brummer.app.mcp.tool;

import org.jspecify.annotations.NullMarked;
