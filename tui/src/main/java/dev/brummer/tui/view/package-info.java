/// Painting: every frame is drawn from the model onto a canvas.
///
/// ```
///   Model ▸ RootView.paint ┬▸ Header
///                          ├▸ ProcessesView, ProcessCard         (left, or a strip)
///                          ├▸ View (LogsView, ErrorsView, …)     (main pane) or TerminalPane
///                          ├▸ Footer
///                          └▸ Dialogs ▸ QuitDialog, QrCodeDialog     (overlays)
///                               │
///                               ├▸ Canvas ▸ CellDiff ▸ terminal
///                               └▸ HitRegions ▸ mouse dispatcher
/// ```
///
/// Everything here is confined to the `tui` thread. A view changes nothing in the model except
/// scroll positions that depend on the painted height. [dev.brummer.tui.view.ViewCanvas] holds the
/// drawing operations, [dev.brummer.tui.view.Table] the column widths,
/// [dev.brummer.tui.view.Styles] the styles by meaning.
///
/// ## Decisions
///
/// - A frame is repainted as a whole and the terminal receives the difference, so views keep no
///   dirty state. The exception is [dev.brummer.tui.view.RootView#paintLines]: with only new log
///   lines, only the log is repainted.
/// - Lists paint visible rows only, and the log reads only visible lines from the store. The cost
///   of a frame does not depend on the length of a list or of the log.
/// - Hit regions are collected while painting, so a click always refers to what is on the screen.
package dev.brummer.tui.view;
