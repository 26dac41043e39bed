/// What pages tell: the script, the beacons, their limits.
///
/// A beacon is read on the event loop it came to and handed to one loop that owns the sessions, so
/// that limits need no lock. An error with a stack trace goes by a virtual thread that looks up its
/// source map, eight at a time; further ones are told as they are.
@NullMarked
package dev.brummer.proxy.telemetry;

import org.jspecify.annotations.NullMarked;
