/// The terminal UI: the entry point, its threads and the dispatch of input.
///
/// ```
/// threads keys  InputThread ─▶ TerminalController.read ─▶ UiInbox (messages), one per terminal
/// bus workers   UiInbox.on ─▶ UiInbox (events, flags)
/// thread tui    EventLoop ─┬▶ KeyDispatcher ─▶ Binding ─▶ action ─▶ Processes
///                          ├▶ MouseDispatcher ─▶ action
///                          ├▶ MaskedView ─▶ Model.apply(event)
///                          └▶ RootView.paint ─▶ Canvas ─▶ TerminalGroup.paint
/// ```
///
/// The thread `tui` owns the model, the canvas and the terminal's output; the thread `keys` owns
/// its input. [TerminalAttachments] decides which terminals show the UI. Background work (search,
/// export, probes, clipboard commands) runs on virtual threads and posts its result to the inbox.
///
/// Packages depend in this direction only: root → `view` → `binding` → `action` → `interactive` →
/// `inbox` → `model` → `key`; all of them may use `paint`, `terminal` and `emulator`. `remote` uses
/// `terminal` only.
///
/// Secrets are masked where text enters the model: events and snapshots by [MaskedView], lines of
/// the log by its reader. Views, clipboard and export see masked text only.
///
/// ## Decisions
///
/// - A frame for input is painted at once, a frame for events at most 40 times per second. Only
///   input wakes the thread while an event frame is pending, so a burst of log lines costs one
///   frame per interval and no wake-ups. A flood of requests is painted at most ten times per
///   second: at 37,000 requests per second 40 frames took 6 % of a core from the proxy, which
///   answers a tenth more without them. A flood of log lines is painted 16 times per second.
/// - A key press passes 13 calls from the terminal to the engine: `TerminalController.read`,
///   `TtyTerminal.readEvent`, `EventDecoder.read`, `InputSequenceDecoder.match`, `UiInbox.put`,
///   `EventLoop.handle`, `KeyDispatcher.dispatch`, `Model.keyContext`, `Bindings.find`,
///   `Binding.execute`, the reason, `ProcessActions.apply`, `Processes.restart`.
package dev.brummer.tui;
