/// Terminal I/O: raw mode, screen switching, output and decoded input, for none, one or several
/// terminals.
///
/// ```
///   [keys]  stdin ▸ EscapeTimeoutStream ▸ EventDecoder (Lanterna, InputSequenceDecoder) ▸ InputEvent
///   [tui]   Canvas ▸ TerminalGroup ─▶ one TerminalController per terminal: CellDiff ▸ Terminal.write
///           TerminalController.enter, leave ▸ TtyTerminal ▸ Stty ▸ TtyGuard ▸ ioctl
///                                                                       └──▶ helper shell ▸ stty
/// ```
///
/// [dev.brummer.tui.terminal.TerminalGroup] is what the UI paints on. A
/// [dev.brummer.tui.terminal.TerminalController] has a lock that serialises output and mode
/// changes; its `read` is called by the terminal's `keys` thread, everything else by the `tui`
/// thread, `close` by any thread. A [dev.brummer.tui.terminal.Terminal] is either the tty of this
/// process or one of another program (package `remote`). This is the only package that uses
/// Lanterna, and it depends on [dev.brummer.tui.paint] for frames and colours only.
///
/// ## Decisions
///
/// - Each terminal has the frame that it shows, its colour depth and its colours. A slow terminal
///   skips frames, and the next one contains the difference, so nothing needs a queue of frames.
/// - A process in the foreground reads and sets the line discipline itself: four starts of `stty`
///   took 10 ms before the first frame, 30 ms on a busy machine. In the background the kernel would
///   stop it, so a helper shell in its own session does it with `stty`. That shell outlives a `kill
///   -9` of brummer and then restores the terminal, which a shutdown hook cannot do. The same shell
///   stops and continues brummer when it is detached: a JVM cannot fork, and a shell with job
///   control takes its terminal back from a stopped job only.
/// - Ctrl-Z on the terminal of this process detaches it while others show the UI, because a stop of
///   the process would freeze them; without a shell to take the terminal over, it does nothing
///   then.
/// - The helper shell reports whether a shell took the terminal over. The foreground group does not
///   tell: `fg` may have come before the process looks.
/// - The input thread takes single bytes and no key before the last one has been handled, so that
///   what is typed after a detach reaches the shell. While the terminal is detached, the thread
///   does not read at all: in the background a read fails, and that failure could come after `fg`.
/// - Incomplete escape sequences are terminated after 40 ms in the input stream, because Lanterna's
///   decoder waits 250 ms for a lone ESC.
/// - One pattern decodes all control sequences, known or not, so an unsupported sequence is never
///   interpreted as typed text.
package dev.brummer.tui.terminal;
