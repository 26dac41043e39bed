/// The queue of the thread `tui`.
///
/// ```
/// thread keys, signals, virtual threads ─▶ messages ─┐
/// bus workers ─▶ events, bulk events, flags ─────────┴▶ thread tui
/// ```
///
/// Any thread puts, only the thread `tui` takes.
///
/// ## Decisions
///
/// - Input is lossless: a full message lane blocks the thread `keys`, and with it the terminal.
/// - Events may be lost, counted and shown in the System view. Bulk events (requests, page events,
///   errors) have their own lane and cannot evict process events.
/// - Log lines and process states are flags, not queue entries: the log store and the process
///   snapshot are read again with the next frame.
package dev.brummer.tui.inbox;
