/// Terminal emulation: program output in, a screen of cells out.
///
/// ```
///   bytes ▸ EscapeParser ▸ TerminalEmulator.SequenceDispatcher ▸ ScreenBuffer ▸ CellGrid ▸ Row
///                                  │                                 └▸ Scrollback
///                                  ├▸ TerminalModes ▸ InputModes ▸ key encoder
///                                  └▸ TerminalReplies ▸ bytes to the program
///   copyTo ▸ ScreenSnapshot ▸ terminal pane
/// ```
///
/// [dev.brummer.tui.emulator.EscapeParser] splits the bytes into text, controls and sequences.
/// [dev.brummer.tui.emulator.TerminalEmulator] interprets them,
/// [dev.brummer.tui.emulator.ScreenBuffer] applies them to the screen, and
/// [dev.brummer.tui.emulator.ScreenSnapshot] is a copy for painting.
///
/// A leaf package. It depends only on the cell format of [dev.brummer.tui.paint.PackedStyle],
/// [dev.brummer.tui.paint.GraphemeTable] and [dev.brummer.engine.text.TextWidth], so a snapshot is
/// painted by copying cells. It has no threads and no locks; the caller confines or locks an
/// emulator.
///
/// ## Decisions
///
/// - An emulator of its own, because no library on Maven Central is sufficient: JLine's has 4096
///   colours, no reflow, and parses 16 to 24 MB/s. It serves as the oracle of the tests.
/// - It replies as xterm does (a VT420 at patch level 388), because `TERM=xterm-256color` promises
///   that terminal. Omitted, because common programs do not use them: left and right margins,
///   rectangular areas, double-size lines, ReGIS and Sixel.
/// - Rows are objects and scrolling moves references, so scrolling by one line costs clearing one
///   row. A row evicted from the scrollback is reused: a flood of output allocates nothing.
package dev.brummer.tui.emulator;
