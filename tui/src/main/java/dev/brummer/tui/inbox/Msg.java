package dev.brummer.tui.inbox;

import dev.brummer.tui.key.Key;
import dev.brummer.tui.model.Toast;
import dev.brummer.tui.model.list.Urls;
import dev.brummer.tui.terminal.Typed;

/// Something the thread `tui` has to look at, in the order it came. Facts of the bus take the other
/// lane of the [Inbox].
public sealed interface Msg {
  record Pressed(Key key) implements Msg {}

  /// A whole bracketed paste.
  record Pasted(String text) implements Msg {}

  /// The mouse did something.
  record Pointer(Typed.Mouse mouse) implements Msg {}

  /// The terminal has told one of its colours.
  record Colour(int place, int colour) implements Msg {}

  /// The terminal has become dark or light.
  record Ground(boolean dark) implements Msg {}

  /// Lines that a search has found, up to the line `reached`; `last` when all lines up to `end`
  /// have been looked at.
  record Hits(int epoch, long[] lines, long reached, long end, boolean last) implements Msg {}

  /// A URL has answered, or not.
  record Probed(String url, Urls.Probe probe) implements Msg {}

  /// Something done in the background has a result for the person.
  record Said(String text, Toast.Mood mood) implements Msg {}

  /// The terminal has a new size.
  record Resized() implements Msg {}

  /// The program was stopped and goes on.
  record Resumed() implements Msg {}

  /// There will be no more keys: the terminal is gone.
  record InputEnded() implements Msg {}

  /// The UI has to end now.
  record Closed() implements Msg {}
}
