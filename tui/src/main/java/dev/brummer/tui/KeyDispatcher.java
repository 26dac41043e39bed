package dev.brummer.tui;

import dev.brummer.tui.action.Actions;
import dev.brummer.tui.action.PlainOutputMode;
import dev.brummer.tui.binding.Binding;
import dev.brummer.tui.binding.Bindings;
import dev.brummer.tui.binding.DialogActions;
import dev.brummer.tui.key.Key;
import dev.brummer.tui.key.KeyContext;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.TextInput;
import java.io.IOException;

/// Dispatches keys and pastes: to the binding of the focused context, else to the attached process
/// or to the input line of the open dialog. Confined to the thread `tui`.
final class KeyDispatcher {
  private static final Key CTRL_C = Key.of("Ctrl-C");
  private static final Key ESC = Key.of(Key.Code.ESC);

  private final Model model;
  private final Actions actions;
  private final PlainOutputMode plainOutput;

  KeyDispatcher(Model model, Actions actions, PlainOutputMode plainOutput) {
    this.model = model;
    this.actions = actions;
    this.plainOutput = plainOutput;
  }

  /// Terminals send the same bytes for Alt-x as for Esc quickly followed by x, so an unbound Alt-x
  /// is dispatched as these two keys.
  void dispatch(Key key) throws IOException {
    if (model.plainOutput()) {
      plainOutput.leave();
      if (!key.equals(CTRL_C)) {
        return;
      }
    }
    KeyContext context = model.keyContext();
    Binding binding = Bindings.find(context, key);
    if (binding != null) {
      binding.execute(actions);
    } else if (key.alt() && isEscapeAndKey(context, key)) {
      dispatch(ESC);
      dispatch(key.withAlt(false));
    } else if (model.overlay() instanceof Overlay.Interactive overlay) {
      actions.interactive().keyPressed(key, overlay);
    } else {
      TextInput input = model.overlay().input();
      if (input != null && input.edit(key)) {
        DialogActions.inputChanged(actions);
      }
    }
  }

  /// Whether an unbound Alt-x stands for two keys. A process on its terminal gets it as it is,
  /// unless x is the key that leaves the terminal.
  private boolean isEscapeAndKey(KeyContext context, Key key) {
    return !(model.overlay() instanceof Overlay.Interactive)
        || Bindings.find(context, key.withAlt(false)) != null;
  }

  void paste(String text) {
    if (model.overlay() instanceof Overlay.Interactive overlay) {
      actions.interactive().paste(text, overlay);
      return;
    }
    TextInput input = model.overlay().input();
    if (input != null) {
      input.insert(text);
      DialogActions.inputChanged(actions);
    }
  }
}
