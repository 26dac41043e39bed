/// What clients ask of a run: the arguments of `ProjectOperations`, as plain values.
///
///     a door (verb, tool, resource) ── request ─▶ ProjectOperations ── result ─▶ the door
///
/// Immutable; any thread. A leaf: it knows no other package. Ranges are checked by the operations,
/// which answer a value out of range with a sentence.
@NullMarked
package dev.brummer.app.operation.request;

import org.jspecify.annotations.NullMarked;
