package dev.brummer.tui.binding;

import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import org.jspecify.annotations.Nullable;

/// Reasons that the bindings of several views share.
final class DisabledReasons {
  private DisabledReasons() {}

  /// The reason why nothing in the list of a view can be acted on, null if it has rows.
  static @Nullable String emptyList(Model model, Tab tab) {
    int size =
        switch (tab) {
          case ERRORS -> model.errors().size();
          case URLS -> model.urls().rows().size();
          case REQUESTS -> model.requests().rows().size();
          case PAGES -> model.pages().rows().size();
          case AGENTS -> model.agents().activity().size();
          case LOGS, SYSTEM -> 0;
        };
    return size == 0 ? "This list is empty." : null;
  }
}
