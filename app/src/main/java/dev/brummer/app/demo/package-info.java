/// Sample shop of `brummer demo`: web server, API, worker and a failing test run.
///
/// Each part is a process of its own, started by the hidden command `__shop`. Depends on no other
/// package of brummer.
@NullMarked
package dev.brummer.app.demo;

import org.jspecify.annotations.NullMarked;
