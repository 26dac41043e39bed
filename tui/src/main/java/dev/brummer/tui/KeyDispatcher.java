package dev.brummer.tui;

import dev.brummer.tui.action.ActionDispatcher;
import dev.brummer.tui.action.LogSearch;
import dev.brummer.tui.action.PlainOutputMode;
import dev.brummer.tui.binding.Bindings;
import dev.brummer.tui.binding.PaletteEntries;
import dev.brummer.tui.binding.PaletteEntry;
import dev.brummer.tui.interactive.InteractiveSession;
import dev.brummer.tui.key.Action;
import dev.brummer.tui.key.Binding;
import dev.brummer.tui.key.Key;
import dev.brummer.tui.key.KeyContext;
import dev.brummer.tui.key.Keymap;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.TextInput;
import dev.brummer.tui.model.Toast;
import dev.brummer.tui.model.list.ListCursor;
import dev.brummer.tui.view.RootView;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns keys into actions: by the key map, or by what is typed into a dialogue. Confined to the
/// thread `tui`.
final class KeyDispatcher {
  private final Model model;
  private final ActionDispatcher actionDispatcher;
  private final LogSearch logSearch;
  private final InteractiveSession interactiveSession;
  private final PlainOutputMode plain;
  private final Keymap<Model> keymap = Bindings.keymap();

  KeyDispatcher(
      Model model,
      ActionDispatcher actionDispatcher,
      LogSearch logSearch,
      InteractiveSession interactiveSession,
      PlainOutputMode plain) {
    this.model = model;
    this.actionDispatcher = actionDispatcher;
    this.logSearch = logSearch;
    this.interactiveSession = interactiveSession;
    this.plain = plain;
  }

  /// A terminal sends the same for Alt and a key as for Esc and, soon after, that key: what has no
  /// meaning with Alt was the latter.
  void dispatch(Key key) throws IOException {
    if (model.plainOutput()) {
      plain.leave();
      if (!key.equals(Key.of("Ctrl-C"))) {
        return;
      }
    }
    KeyContext context = RootView.context(model);
    Binding<Model> binding = keymap.find(context, key);
    if (binding == null && key.alt() && context != KeyContext.INTERACTIVE) {
      dispatch(Key.of("Esc"));
      dispatch(new Key(key.code(), key.codePoint(), key.ctrl(), false, key.shift()));
    } else if (context == KeyContext.DIALOG) {
      dialogue(key, binding);
    } else if (binding == null && model.overlay() instanceof Overlay.Interactive typed) {
      interactiveSession.press(key, typed);
    } else if (binding != null) {
      act(binding.action(), binding);
    }
  }

  private void act(Action action, @Nullable Binding<Model> binding) throws IOException {
    String reason = binding == null ? null : binding.disabledReason().apply(model);
    if (reason != null) {
      model.toast(reason, Toast.Severity.INFO);
    } else {
      actionDispatcher.perform(action);
    }
  }

  private void dialogue(Key key, @Nullable Binding<Model> binding) throws IOException {
    if (binding != null && binding.action() == Action.Frame.ACCEPT) {
      accept();
    } else if (binding != null && binding.action() == Action.Frame.COMPLETE) {
      complete();
    } else if (binding != null) {
      actionDispatcher.perform(binding.action());
    } else {
      TextInput input = input();
      if (input != null && edit(input, key)) {
        inputChanged();
      }
    }
  }

  void paste(String text) {
    if (model.overlay() instanceof Overlay.Interactive typed) {
      interactiveSession.paste(text, typed);
      return;
    }
    TextInput input = input();
    if (input != null) {
      input.insert(text);
      inputChanged();
    }
  }

  private @Nullable TextInput input() {
    return switch (model.overlay()) {
      case Overlay.None _, Overlay.Interactive _, Overlay.Quitting _, Overlay.QrCode _ -> null;
      case Overlay.Help help -> help.filter();
      case Overlay.Palette palette -> palette.input();
      case Overlay.Prompt prompt -> prompt.input();
    };
  }

  private static boolean edit(TextInput input, Key key) {
    if (key.isText()) {
      input.insert(Character.toString(key.codePoint()));
      return true;
    }
    if (key.ctrl() && key.code() == Key.Code.CHAR) {
      return editCtrl(input, key.codePoint());
    }
    switch (key.code()) {
      case BACKSPACE -> input.backspace();
      case DELETE -> input.delete();
      case LEFT -> input.left();
      case RIGHT -> input.right();
      case HOME -> input.home();
      case END -> input.end();
      case CHAR, ENTER, ESC, TAB, INSERT, UP, DOWN, PAGE_UP, PAGE_DOWN -> {
        return false;
      }
      case F1, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12, UNKNOWN -> {
        return false;
      }
    }
    return true;
  }

  private static boolean editCtrl(TextInput input, int letter) {
    switch (letter) {
      case 'a' -> input.home();
      case 'e' -> input.end();
      case 'u' -> input.clear();
      case 'w' -> input.deleteWord();
      case 'h' -> input.backspace();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void inputChanged() {
    switch (model.overlay()) {
      case Overlay.None _, Overlay.Interactive _, Overlay.Quitting _, Overlay.QrCode _ -> {}
      case Overlay.Help help -> help.rows().select(0);
      case Overlay.Palette palette -> palette.rows().select(0);
      case Overlay.Prompt prompt -> {
        switch (prompt.purpose()) {
          case SEARCH -> logSearch.search(prompt.input().text());
          case FILTER -> model.log().filter(prompt.input().text());
          case REQUESTS -> actionDispatcher.requests().filter(prompt.input().text());
          case FIND -> model.processes().filter(prompt.input().text());
          case RUN -> {}
        }
      }
    }
  }

  /// Takes what a dialogue offers.
  void accept() throws IOException {
    switch (model.overlay()) {
      case Overlay.None _, Overlay.Interactive _, Overlay.Quitting _ -> {}
      case Overlay.QrCode _ -> model.overlay(new Overlay.None());
      case Overlay.Help help -> run(PaletteEntries.help(model, help), help.rows());
      case Overlay.Palette palette -> run(PaletteEntries.palette(model, palette), palette.rows());
      case Overlay.Prompt prompt -> {
        model.overlay(new Overlay.None());
        switch (prompt.purpose()) {
          case SEARCH -> logSearch.confirm();
          case FILTER -> logSearch.restart();
          case REQUESTS -> actionDispatcher.requests().filter(prompt.input().text());
          case FIND -> model.processes().filter(prompt.input().text());
          case RUN -> actionDispatcher.processes().run(prompt.input().text().strip());
        }
      }
    }
  }

  private void run(List<PaletteEntry> choices, ListCursor cursor) throws IOException {
    model.overlay(new Overlay.None());
    if (cursor.selected() < choices.size()) {
      PaletteEntry paletteEntry = choices.get(cursor.selected());
      boolean belongsToDialogue =
          paletteEntry.action() == Action.Frame.ACCEPT
              || paletteEntry.action() == Action.Frame.COMPLETE;
      if (!belongsToDialogue) {
        focus(paletteEntry.context());
        act(paletteEntry.action(), paletteEntry.binding());
      }
    }
  }

  /// A command of another view is carried out there.
  private void focus(KeyContext context) {
    switch (context) {
      case GLOBAL, DIALOG, INTERACTIVE, QUITTING -> {}
      case PROCESSES -> model.focusProcesses(true);
      case LOGS -> model.tab(Tab.LOGS);
      case ERRORS -> model.tab(Tab.ERRORS);
      case URLS -> model.tab(Tab.URLS);
      case REQUESTS -> model.tab(Tab.REQUESTS);
      case PAGES -> model.tab(Tab.PAGES);
      case AGENTS -> model.tab(Tab.AGENTS);
      case SYSTEM -> model.tab(Tab.SYSTEM);
    }
  }

  private void complete() {
    if (model.overlay() instanceof Overlay.Palette palette) {
      List<PaletteEntry> choices = PaletteEntries.palette(model, palette);
      int at = palette.rows().selected();
      if (at < choices.size() && !choices.get(at).completion().isEmpty()) {
        palette.input().replace(choices.get(at).completion());
      }
    } else if (model.overlay() instanceof Overlay.Prompt prompt
        && prompt.purpose() == Overlay.Prompt.Purpose.RUN) {
      String completed = model.processes().complete(prompt.input().text());
      prompt.input().replace(completed);
    }
  }
}
