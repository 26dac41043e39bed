package dev.brummer.tui.view;

import dev.brummer.tui.model.Model;
import dev.brummer.tui.paint.Rect;

/// A view: paints the model into its area. Stateless except for buffers reused between frames.
/// Confined to the `tui` thread.
sealed interface View
    permits ProcessesView,
        LogsView,
        ErrorsView,
        UrlsView,
        RequestsView,
        PagesView,
        AgentsView,
        ResourceUsageView {
  /// Paints into `area`, which is blank.
  void paint(Model model, ViewCanvas viewCanvas, Rect area, boolean focused);

  /// Short status for the bottom border; may be empty.
  String status(Model model);
}
