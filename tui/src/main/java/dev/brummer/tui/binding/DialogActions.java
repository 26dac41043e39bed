package dev.brummer.tui.binding;

import dev.brummer.tui.action.Actions;
import dev.brummer.tui.action.ProcessActions;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.Overlay.Prompt.Purpose;
import dev.brummer.tui.model.list.ListCursor;
import java.io.IOException;
import java.util.List;

/// The commands of help, palette and prompts: live update while typing, accept, complete, close.
public final class DialogActions {
  private DialogActions() {}

  /// Applies the changed input of the open dialog: searches and filters update as the user types.
  public static void inputChanged(Actions actions) {
    Overlay overlay = actions.model().overlay();
    ListCursor rows = overlay.rows();
    if (rows != null) {
      rows.select(0);
    } else if (overlay instanceof Overlay.Prompt prompt) {
      String text = prompt.input().text();
      switch (prompt.purpose()) {
        case SEARCH_LOG -> actions.search().search(text);
        case FILTER_LOG -> actions.model().log().filter(text);
        case FILTER_REQUESTS -> actions.requests().filter(text);
        case FILTER_PROCESSES -> actions.model().processes().filter(text);
        case RUN_COMMAND -> {}
      }
    }
  }

  /// Closes the dialog and applies its input or executes its selected entry.
  public static void accept(Actions actions) throws IOException {
    Model model = actions.model();
    Overlay overlay = model.overlay();
    switch (overlay) {
      case Overlay.None _, Overlay.Interactive _, Overlay.Quitting _ -> {}
      case Overlay.QrCode _ -> model.overlay(new Overlay.None());
      case Overlay.Orphans _ -> {
        model.overlay(new Overlay.None());
        actions.processes().endOrphans();
      }
      case Overlay.ConfigChange _ -> {
        model.overlay(new Overlay.None());
        actions.processes().applyConfig();
      }
      case Overlay.StartGroup group -> startChosen(actions, group);
      case Overlay.Help help ->
          execute(actions, PaletteEntries.help(model, help), help.rows().selected());
      case Overlay.Palette palette -> {
        List<PaletteEntry> entries = PaletteEntries.palette(model, palette);
        int selected = palette.rows().selected();
        if (selected < entries.size() && entries.get(selected).needsArgument()) {
          complete(actions);
        } else {
          execute(actions, entries, selected);
        }
      }
      case Overlay.Prompt prompt -> accept(actions, prompt);
    }
  }

  private static void startChosen(Actions actions, Overlay.StartGroup group) {
    actions.model().overlay(new Overlay.None());
    actions.processes().apply(ProcessActions.Operation.START, group.chosenProcesses());
  }

  private static void accept(Actions actions, Overlay.Prompt prompt) {
    String text = prompt.input().text();
    actions.model().overlay(new Overlay.None());
    switch (prompt.purpose()) {
      case SEARCH_LOG -> actions.search().confirm();
      case FILTER_LOG -> actions.search().restart();
      case FILTER_REQUESTS -> actions.requests().filter(text);
      case FILTER_PROCESSES -> actions.model().processes().filter(text);
      case RUN_COMMAND -> actions.processes().run(text.strip());
    }
  }

  private static void execute(Actions actions, List<PaletteEntry> entries, int selected)
      throws IOException {
    actions.model().overlay(new Overlay.None());
    if (selected < entries.size()) {
      PaletteEntry entry = entries.get(selected);
      actions.model().focus(entry.context());
      entry.binding().execute(actions);
    }
  }

  /// Replaces the input by the completion of the selected entry or of a process name.
  static void complete(Actions actions) {
    Model model = actions.model();
    if (model.overlay() instanceof Overlay.Palette palette) {
      List<PaletteEntry> entries = PaletteEntries.palette(model, palette);
      int selected = palette.rows().selected();
      if (selected < entries.size() && !entries.get(selected).completion().isEmpty()) {
        palette.input().replace(entries.get(selected).completion());
      }
    } else if (model.overlay() instanceof Overlay.Prompt prompt
        && prompt.purpose() == Purpose.RUN_COMMAND) {
      prompt.input().replace(model.processes().complete(prompt.input().text()));
    }
  }

  /// Closes the open overlay and discards a search or process filter that was being typed.
  public static void close(Actions actions) {
    if (actions.model().overlay() instanceof Overlay.Prompt prompt) {
      switch (prompt.purpose()) {
        case SEARCH_LOG -> actions.search().clear();
        case FILTER_PROCESSES -> actions.model().processes().filter("");
        case FILTER_LOG, FILTER_REQUESTS, RUN_COMMAND -> {}
      }
    }
    actions.model().overlay(new Overlay.None());
  }
}
