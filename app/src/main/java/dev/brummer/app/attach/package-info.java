/// Background runs and their terminals: `brummer run --background`, `brummer attach`, and the part
/// of a running brummer that they talk to.
///
/// ```
///   run -D ─▶ BackgroundLauncher ─ starts ─▶ brummer ─▶ RunSession ─▶ StartReport ─┐
///                  ▲──────────────────── one line over a socket ────────────────────┘
///   attach ─▶ AttachClient ─▶ TerminalPump ═ control channel ═ AttachEndpoint ─▶ RemoteTerminal ─▶ Tui
/// ```
///
/// The client side runs on the main thread of its process; the endpoint on the virtual threads of
/// the control channel.
///
/// ## Decisions
///
/// - A JVM cannot fork, so a background run is a second brummer in a session of its own. It reports
///   over a socket, because a pipe would stay open in its children.
/// - The command line is checked by the first brummer, so errors of the user appear as in any run.
@NullMarked
package dev.brummer.app.attach;

import org.jspecify.annotations.NullMarked;
