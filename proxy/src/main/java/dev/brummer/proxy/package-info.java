/// Reverse proxy in front of each dev server.
///
/// ```
/// URL_DETECTED ─▶ ProxyServer ─▶ RouteTable ─▶ NettyTransport ─▶ listener on 127.0.0.1 and ::1
///    (bus)         mailbox      proxy-routes     binds                │ accept
///                               owns the table                        ▼
/// browser ◀── ResponseWriter ◀── ClientConnection ◀─ Exchange ─▶ UpstreamConnection ─▶ dev server
///                                one event loop owns all of them
///                                        │
///                                        ▼ RequestCompleted, PageEvent
///                                RequestHistory, bus
/// ```
///
/// Packages: `route`, `redact`, `inject` and `http.message` are leaves towards `http`; `http` uses
/// them together with `history` and `telemetry`; `telemetry` uses `sourcemap`; this package wires
/// them.
///
/// ## Threads
///
/// `proxy-routes` owns the table of listeners and may block; `proxy-1…n` move bytes and never
/// block. They share two lock-free structures: the map of upstreams, replaced as a whole, and the
/// ring of the history.
///
/// ## Decisions
///
/// A machine with two cores runs one event loop: with a second one, forty thousand requests a
/// second became twenty-six thousand.
@NullMarked
package dev.brummer.proxy;

import org.jspecify.annotations.NullMarked;
