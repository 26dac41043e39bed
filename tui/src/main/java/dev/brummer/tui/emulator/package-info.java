/// A terminal that is not there: bytes of a program in, a picture of cells out.
///
/// [dev.brummer.tui.emulator.EscapeParser] cuts the bytes into text, controls and sequences,
/// [dev.brummer.tui.emulator.TerminalEmulator] knows what each asks for,
/// [dev.brummer.tui.emulator.ScreenBuffer] does it, [dev.brummer.tui.emulator.ScreenSnapshot] is
/// what a painter gets. Knows nobody but the cells' format: how a cell looks
/// ([dev.brummer.tui.paint.Style]), how wide a character is, how marks join it; so a picture is
/// painted by copying. No Lanterna, no engine, no threads.
///
/// # Decisions
///
/// - An own machine, because none on Maven Central is good enough: JLine's knows 4096 colours, does
///   not reflow and parses 16 to 24 MB/s. It remains the oracle of the tests.
/// - It answers as xterm does (a VT420 of patch level 388), because that is the terminal that
///   `TERM=xterm-256color` promises. Left out, because nothing that people run asks for it: left
///   and right margins, rectangles, double-size lines, ReGIS and Sixel.
/// - Rows are objects and scrolling turns references, so a scrolled line costs the clearing of one
///   row. A row that falls out of the history is used again: a flood allocates nothing.
package dev.brummer.tui.emulator;
