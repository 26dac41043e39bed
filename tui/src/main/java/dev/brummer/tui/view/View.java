package dev.brummer.tui.view;

import dev.brummer.tui.binding.Bindings;
import dev.brummer.tui.key.Binding;
import dev.brummer.tui.key.KeyContext;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.paint.Rect;
import java.util.List;

/// A view: paints the model into its area and lists its key bindings. Stateless except for buffers
/// reused between frames. Confined to the `tui` thread.
sealed interface View
    permits ProcessesView,
        LogsView,
        ErrorsView,
        UrlsView,
        RequestsView,
        PagesView,
        AgentsView,
        SystemView {
  KeyContext context();

  /// Paints into `area`, which is blank.
  void paint(Model model, Painter painter, Rect area, boolean focused);

  /// Short status for the bottom border; may be empty.
  String status(Model model);

  /// Key bindings of this view.
  default List<Binding<Model>> bindings() {
    return Bindings.of(context());
  }
}
