/// Cell drawing: a canvas of styled cells, and the difference between two frames as bytes.
///
/// ```
///   process output ▸ AnsiParser ▸ StyledText ┐
///                        views ▸ ColourRole ▸├▸ Canvas ▸ CellDiff ▸ bytes ▸ terminal
///                                            │             ▲
///   --theme ▸ Theme ▸ ThemePalettes ─────────┴▸ ColourPalette (roles to colours)
/// ```
///
/// A leaf package: no I/O, no Lanterna, no other package of brummer. [dev.brummer.tui.paint.Canvas]
/// and [dev.brummer.tui.paint.CellDiff] are confined to the `tui` thread; parsers are confined to
/// their caller; all value types are immutable.
///
/// ## Decisions
///
/// - A cell is an `int` glyph and a `long` style in two flat arrays, so a frame allocates nothing
///   and two frames are compared with integer operations. Grapheme clusters are numbered in
///   [dev.brummer.tui.paint.GraphemeTable].
/// - The difference is encoded here instead of by Lanterna's screen, which represents each cell as
///   an object. A frame is written with one call inside a synchronized update (mode 2026).
/// - Styles name roles and are resolved to colours while encoding, so a theme changes without
///   repainting, and colours are reduced to the terminal's depth in one place.
/// - Process output is reduced to text, SGR styles and hyperlinks. No other sequence reaches the
///   terminal.
package dev.brummer.tui.paint;
