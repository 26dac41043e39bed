/// Results of operations on a running project: immutable records of plain values, which every door
/// (command line, MCP) renders in the same way. A leaf: depends on nothing.
///
/// Times are wall-clock milliseconds since the epoch unless a name says otherwise. An empty text
/// means "none". A cursor is opaque and valid for one run, see `OperationCursor`.
@NullMarked
package dev.brummer.app.operation.result;

import org.jspecify.annotations.NullMarked;
