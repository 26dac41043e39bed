/// The methods of the control channel: the operations on the project, as JSON-RPC.
///
///     ControlServer ─▶ OperationMethods ─▶ ProjectOperations ─▶ OperationResult ─▶ reply
///                 └──▶ LogLineMethod ────▶ LogStore, EventBus
///
/// A method parses its parameters, calls one operation on the virtual thread of the request, and
/// answers `{"exitCode": n, "text": "…", "note": "…"}`, or with the parameter `format: "json"` a `value`
/// instead of the `text`. The exit code is the one of the verb, so that scripts and verbs agree.
///
/// ## Decisions
///
/// - A follower of the log gets no lines over the socket. It reads them from the files of the session,
///   with all filters of `brummer logs`, and asks here for the next line to be written. So the truth
///   about a line is in one place, a slow follower costs nothing, and lines that the quota has deleted
///   meanwhile are counted.
@NullMarked
package dev.brummer.app.control.method;

import org.jspecify.annotations.NullMarked;
