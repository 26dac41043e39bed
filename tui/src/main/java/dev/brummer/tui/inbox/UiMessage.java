package dev.brummer.tui.inbox;

import dev.brummer.tui.key.Key;
import dev.brummer.tui.model.Toast;
import dev.brummer.tui.model.list.UrlList;
import dev.brummer.tui.terminal.InputEvent;

/// Something the thread `tui` has to look at, in the order it came. Facts of the bus take the other
/// lane of the [UiInbox].
public sealed interface UiMessage {
  record KeyPressed(Key key) implements UiMessage {}

  /// A whole bracketed paste.
  record Pasted(String text) implements UiMessage {}

  /// The mouse did something.
  record MouseMoved(InputEvent.MouseEvent mouse) implements UiMessage {}

  /// The terminal has told one of its colours.
  record ColourReported(int index, int colour) implements UiMessage {}

  /// The terminal has become dark or light.
  record BackgroundChanged(boolean dark) implements UiMessage {}

  /// Lines that a search has found, up to the line `reached`; `last` when all lines up to `end`
  /// have been looked at.
  record SearchHits(int searchId, long[] lines, long scannedTo, long end, boolean complete)
      implements UiMessage {}

  /// A URL has answered, or not.
  record UrlProbed(String url, UrlList.ProbeResult probe) implements UiMessage {}

  /// An action that waited for background work, run on the thread `tui`.
  record Continuation(Runnable action) implements UiMessage {}

  /// Something done in the background has a result for the person.
  record Notification(String text, Toast.Severity severity) implements UiMessage {}

  /// The terminal has a new size.
  record Resized() implements UiMessage {}

  /// The program was stopped and goes on.
  record Resumed() implements UiMessage {}

  /// There will be no more keys: the terminal is gone.
  record InputEnded() implements UiMessage {}

  /// The UI has to end now.
  record CloseRequested() implements UiMessage {}
}
