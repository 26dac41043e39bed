package dev.brummer.tui.inbox;

import dev.brummer.tui.model.Toast;
import dev.brummer.tui.model.list.UrlList;
import dev.brummer.tui.terminal.InputEvent;
import dev.brummer.tui.terminal.TerminalController;

/// A message to the thread `tui`, handled in order of arrival. Bus events take the other lane of
/// [UiInbox].
public sealed interface UiMessage {
  /// Decoded input from a terminal.
  record Input(TerminalController terminal, InputEvent event) implements UiMessage {}

  /// A terminal to show the UI on.
  record TerminalAttached(TerminalController terminal) implements UiMessage {}

  /// A terminal that could not take the last frame can take one now.
  record TerminalReady() implements UiMessage {}

  /// This process was told that its terminal is gone (SIGHUP).
  record HangUp() implements UiMessage {}

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

  /// The terminal of this process has been resized.
  record Resized() implements UiMessage {}

  /// The program was continued after it had been stopped.
  record Resumed() implements UiMessage {}

  /// Requests the end of the event loop.
  record CloseRequested() implements UiMessage {}
}
