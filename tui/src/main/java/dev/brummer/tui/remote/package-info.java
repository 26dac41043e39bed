/// Terminals of other programs: the frames between `brummer attach` and the brummer that owns the
/// screen, and both of their ends.
///
/// ```
///   terminal ─▶ [keys] TerminalPump ─ INPUT, SIZE, RESUMED, RAN ─▶ [keys] RemoteTerminal ─▶ InputEvent
///   terminal ◀─ [main] TerminalPump ◀─ OUTPUT, SUSPEND, RUN, OPEN, BYE, HANDLED ─ [writer] RemoteTerminal ◀─ [tui]
/// ```
///
/// Nothing of the model crosses the wire: the owner decodes the input and paints, the pump moves
/// bytes between the stream and the terminal that it has put into raw mode.
///
/// ## Decisions
///
/// - Control sequences are cut off by time at the pump, next to the terminal, and travel whole. The
///   delay of a connection can therefore not turn a key into an ESC and letters.
/// - The pump reads one key and then waits until the owner has handled it. What is typed after the
///   key that detaches, suspends or opens an editor belongs to the next reader of the terminal, and
///   no program can give input back to a terminal. The two are on one machine, so a key waits for
///   no network.
/// - The owner never waits for a pump: a terminal with unsent output misses frames, and the next
///   frame that it takes is the difference to the last one that it got.
/// - The pump stops itself, runs editors and opens the browser, so they work where the person sits.
///   The pump's environment decides which browser that is. If it names no browser and no display,
///   the owner copies the URL to the clipboard of that terminal instead.
package dev.brummer.tui.remote;
