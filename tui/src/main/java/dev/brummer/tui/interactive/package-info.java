/// Interactive use of a process's terminal inside the UI.
///
/// ```
/// keys, paste, mouse ─▶ InteractiveSession ─▶ InputEncoder ─▶ Processes.input ─▶ process
/// process ─▶ reader thread ─▶ AttachedTerminal (emulator) ─▶ ScreenSnapshot ─▶ view
/// ```
///
/// [dev.brummer.tui.interactive.InteractiveSession] belongs to the thread `tui`;
/// [dev.brummer.tui.interactive.AttachedTerminal] is shared with the process's reader thread and
/// guarded by its lock.
///
/// ## Decisions
///
/// - One lock around emulator and snapshot. The reader holds it for one chunk (64 kB, less than 1
///   ms), the thread `tui` for one copy of the cells (about 20 µs).
/// - Output within 100 ms after a key is painted with the short frame interval, so that echo does
///   not wait for the event frame.
/// - A synchronized update (mode 2026) is painted when it ends, at the latest after 150 ms.
package dev.brummer.tui.interactive;
