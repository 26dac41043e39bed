package dev.brummer.tui.view;

import dev.brummer.tui.binding.Bindings;
import dev.brummer.tui.key.Binding;
import dev.brummer.tui.key.KeyContext;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.paint.Rect;
import java.util.List;

/// A pane: paints what the model says into its area and says which keys do something there.
/// Stateless but for what it reuses from frame to frame. Confined to the thread `tui`.
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

  /// Paints inside `area`, which is blank.
  void paint(Model model, Painter painter, Rect area, boolean focused);

  /// What stands in the lower border, in a few words; may be empty.
  String status(Model model);

  /// The keys that hold here.
  default List<Binding<Model>> bindings() {
    return Bindings.of(context());
  }
}
