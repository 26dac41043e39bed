package dev.brummer.tui.inbox;

import dev.brummer.tui.model.Toast;
import dev.brummer.tui.model.list.UrlList;
import dev.brummer.tui.terminal.InputEvent;

/// A message to the thread `tui`, handled in order of arrival. Bus events take the other lane of
/// [UiInbox].
public sealed interface UiMessage {
  /// Decoded input from the terminal.
  record Input(InputEvent event) implements UiMessage {}

  /// A batch of hits of a background search.
  ///
  /// @param scannedTo every line below this number has been searched
  /// @param end line number where the search ends
  /// @param complete whether this is the last batch
  record SearchHits(int searchId, long[] lines, long scannedTo, long end, boolean complete)
      implements UiMessage {}

  /// Result of a URL probe.
  record UrlProbed(String url, UrlList.ProbeResult probe) implements UiMessage {}

  /// Action that waited for background work, to be run by the event loop.
  record Continuation(Runnable action) implements UiMessage {}

  /// Result of background work, shown as a toast.
  record Notification(String text, Toast.Severity severity) implements UiMessage {}

  /// The terminal has been resized.
  record Resized() implements UiMessage {}

  /// The program was continued after it had been stopped.
  record Resumed() implements UiMessage {}

  /// Requests the end of the event loop.
  record CloseRequested() implements UiMessage {}
}
