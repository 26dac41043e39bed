/// The proxy before each dev server.
///
/// ```
///  URL_DETECTED ─▶ ProxyServer ─▶ Switchboard ─▶ Transport ─▶ listener on 127.0.0.1 and ::1
///  (bus)           mailbox        proxy-routes    binds          │ accept
///                                 owns the table                 ▼
///   browser ◀──── answer ◀──── Frontend ◀─ Exchange ─▶ Backend ────▶ dev server
///                              one event loop owns all three
///                                  │
///                                  ▼ REQUEST_SERVED, PAGE_SIGNAL
///                              RequestHistory, bus
/// ```
///
/// Two kinds of threads: `proxy-routes` decides which server is behind which port and may wait;
/// `proxy-1…n` move bytes and never wait. They share two things that are read without a lock: the
/// table of sites, replaced as a whole, and the history's ring. One loop serves on a machine of two
/// cores: with a second one, forty thousand requests a second became twenty-six thousand.
@NullMarked
package dev.brummer.proxy;

import org.jspecify.annotations.NullMarked;
