/// Telemetry of browser pages: script, beacons, limits.
///
/// ```
/// page ── beacon ─▶ BeaconParser ─▶ SessionLimiter ─┬─▶ bus: PageEvent
///         (any event loop)         (one event loop)  └─▶ StackTraceMapper (virtual thread) ─▶ bus
/// ```
///
/// A beacon is parsed on the event loop of its connection and handed to the one loop that owns the
/// sessions, so the limits need no lock. An event with a stack trace is mapped on one of four
/// virtual threads; while 1024 events wait for them, further errors are published unmapped.
/// [PageErrorClassifier] decides which events are errors. The engine writes those to the log and to
/// the list of errors.
@NullMarked
package dev.brummer.proxy.telemetry;

import org.jspecify.annotations.NullMarked;
