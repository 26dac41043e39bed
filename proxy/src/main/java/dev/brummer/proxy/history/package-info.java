/// Recorded requests and their derived views: details, curl command, replay, HTTP archive.
///
/// ```
/// event loop ─▶ RequestRecord ─▶ RequestCompleted ─┬─▶ RequestHistory (ring) ─▶ replay, HAR
///                                                  └─▶ bus ─▶ request list of the UI
/// ```
///
/// The event loop builds one [RequestRecord] when a request completes and publishes it as the
/// detail of [dev.brummer.engine.event.Event.RequestCompleted]. That event is built once: the ring
/// of the [RequestHistory], the bus and the request list of the UI hold references to it. No step
/// takes a lock. Decoding a token, redacting secrets and quoting for a shell happen on access, on
/// the calling thread.
///
/// ## Decisions
///
/// A record keeps header fields unchanged and bodies up to 64 kB, in memory only, because a replay
/// needs them. All views (detail, archive, curl) redact secrets, those in URLs by `redact`. Secrets
/// whose values are known are masked by `engine.mask`: in the archive when it is written, in
/// details where they are shown.
@NullMarked
package dev.brummer.proxy.history;

import org.jspecify.annotations.NullMarked;
