/// TLS towards the servers of a project: [UnverifiedTls]. A leaf.
///
/// ```
///   port search (engine) ─┐
///   probe of a URL (tui) ─┼─▶ UnverifiedTls ─▶ server on loopback
///   proxy to a server ────┘
/// ```
package dev.brummer.engine.tls;
