/// Telemetry of browser pages: script, beacons, limits.
///
/// ```
/// page ── beacon ─▶ BeaconParser ─▶ SessionLimiter ─┬─▶ bus: PageEvent
///         (any event loop)         (one event loop)  └─▶ StackTraceMapper (virtual thread) ─▶ bus
/// ```
///
/// A beacon is parsed on the event loop of its connection and handed to the one loop that owns the
/// sessions, so the limits need no lock. An error with a stack trace is mapped on a virtual thread,
/// at most eight at a time; further errors are published unmapped.
@NullMarked
package dev.brummer.proxy.telemetry;

import org.jspecify.annotations.NullMarked;
