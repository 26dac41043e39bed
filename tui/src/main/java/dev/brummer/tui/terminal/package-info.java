/// Terminal I/O: raw mode, screen switching, output and decoded input.
///
/// ```
///   [keys]  stdin ▸ EscapeTimeoutStream ▸ Lanterna decoder + InputSequenceDecoder ▸ InputEvent
///   [tui]   bytes of a frame ▸ TerminalController ▸ TtyTerminal ▸ stdout
///           TerminalController.enter, leave ▸ TtyTerminal ▸ Stty ▸ TtyGuard (helper shell) ▸ stty
/// ```
///
/// [dev.brummer.tui.terminal.TerminalController] is the only entry point. Its lock serialises
/// output and mode changes; `read` is called by the `keys` thread, everything else by the `tui`
/// thread, `close` by any thread. This is the only package that uses Lanterna, and it depends on
/// [dev.brummer.tui.paint] for the colour indices only.
///
/// ## Decisions
///
/// - A helper shell in its own session sets and restores the line discipline. It outlives a `kill
///   -9` of brummer and then restores the terminal, which a shutdown hook cannot do.
/// - Incomplete escape sequences are terminated after 40 ms in the input stream, because Lanterna's
///   decoder waits 250 ms for a lone ESC.
/// - One pattern decodes all control sequences, known or not, so an unsupported sequence is never
///   interpreted as typed text.
package dev.brummer.tui.terminal;
