/// The newest requests, and what can be made of them: details, a curl command, a repeat, an HTTP
/// archive.
///
/// A [RequestRecord] is made by the event loop when a request is over and never changed; it is
/// published as the detail of [dev.brummer.engine.event.Event.RequestCompleted] and kept in the
/// [RequestHistory]'s ring, both without a lock. All that costs time (decoding a token, masking
/// secrets, quoting for a shell) is done for the one who asks.
///
/// The record keeps header fields as they were and bodies up to 64 kB, in memory only, because a
/// repeat needs them. What leaves it (detail, archive) has the secrets masked.
@NullMarked
package dev.brummer.proxy.history;

import org.jspecify.annotations.NullMarked;
