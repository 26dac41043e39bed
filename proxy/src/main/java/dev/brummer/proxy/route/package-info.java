/// Upstream servers and their listener ports as plain data.
///
/// ```
/// proxy-routes ── replace ─▶ Upstreams (volatile map) ◀── read ── event loops
/// ```
///
/// Written by the thread `proxy-routes`, read by the event loops without locks. A leaf: depends on
/// the JDK only.
@NullMarked
package dev.brummer.proxy.route;

import org.jspecify.annotations.NullMarked;
