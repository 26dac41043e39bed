package dev.brummer.tui;

import dev.brummer.tui.key.Action;
import dev.brummer.tui.key.Binding;
import dev.brummer.tui.key.Context;
import dev.brummer.tui.key.Key;
import dev.brummer.tui.key.Keymap;
import dev.brummer.tui.model.LineEdit;
import dev.brummer.tui.model.ListCursor;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.Toast;
import dev.brummer.tui.paint.Typed;
import dev.brummer.tui.view.Bindings;
import dev.brummer.tui.view.Choice;
import dev.brummer.tui.view.Choices;
import dev.brummer.tui.view.Frame;
import dev.brummer.tui.view.Zones;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns keys and the mouse into actions: by the key map, by what is typed into a dialogue, by what
/// was painted where. Confined to the thread `tui`.
final class Hands {
  private static final int WHEEL_ROWS = 3;

  private final Model model;
  private final Actions actions;
  private final Searching searching;
  private final Typing typing;
  private final Zones zones;
  private final Keymap<Model> keymap = Bindings.keymap();

  /// The line where the mouse went down, -1 if it did not.
  private long pressedLine = -1;

  private boolean dragged;

  Hands(Model model, Actions actions, Searching searching, Typing typing, Zones zones) {
    this.model = model;
    this.actions = actions;
    this.searching = searching;
    this.typing = typing;
    this.zones = zones;
  }

  /// A terminal sends the same for Alt and a key as for Esc and, soon after, that key: what has no
  /// meaning with Alt was the latter.
  void press(Key key) throws IOException {
    Context context = Frame.context(model);
    Binding<Model> binding = keymap.find(context, key);
    if (binding == null && key.alt() && context != Context.TYPING) {
      press(Key.of("Esc"));
      press(new Key(key.code(), key.codePoint(), key.ctrl(), false, key.shift()));
    } else if (context == Context.DIALOGUE) {
      dialogue(key, binding);
    } else if (binding == null && model.overlay() instanceof Overlay.Typing typed) {
      typing.press(key, typed);
    } else if (binding != null) {
      act(binding.action(), binding);
    }
  }

  private void act(Action action, @Nullable Binding<Model> binding) throws IOException {
    String reason = binding == null ? null : binding.whyNot().apply(model);
    if (reason != null) {
      model.toast(reason, Toast.Mood.NOTICE);
    } else {
      actions.perform(action);
    }
  }

  private void dialogue(Key key, @Nullable Binding<Model> binding) throws IOException {
    if (binding != null && binding.action() == Action.Frame.ACCEPT) {
      accept();
    } else if (binding != null && binding.action() == Action.Frame.COMPLETE) {
      complete();
    } else if (binding != null) {
      actions.perform(binding.action());
    } else {
      LineEdit input = input();
      if (input != null && edit(input, key)) {
        typed();
      }
    }
  }

  void paste(String text) {
    if (model.overlay() instanceof Overlay.Typing typed) {
      typing.paste(text, typed);
      return;
    }
    LineEdit input = input();
    if (input != null) {
      input.type(text);
      typed();
    }
  }

  private @Nullable LineEdit input() {
    return switch (model.overlay()) {
      case Overlay.None _, Overlay.Typing _, Overlay.Quitting _ -> null;
      case Overlay.Help help -> help.filter();
      case Overlay.Palette palette -> palette.input();
      case Overlay.Prompt prompt -> prompt.input();
    };
  }

  private static boolean edit(LineEdit input, Key key) {
    if (key.types()) {
      input.type(Character.toString(key.codePoint()));
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

  private static boolean editCtrl(LineEdit input, int letter) {
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

  private void typed() {
    switch (model.overlay()) {
      case Overlay.None _, Overlay.Typing _, Overlay.Quitting _ -> {}
      case Overlay.Help help -> help.rows().select(0);
      case Overlay.Palette palette -> palette.rows().select(0);
      case Overlay.Prompt prompt -> {
        switch (prompt.purpose()) {
          case SEARCH -> searching.look(prompt.input().text());
          case FILTER -> model.log().filter(prompt.input().text());
          case REQUESTS -> actions.requests().filter(prompt.input().text());
          case FIND -> model.processes().filter(prompt.input().text());
          case RUN -> {}
        }
      }
    }
  }

  private void accept() throws IOException {
    switch (model.overlay()) {
      case Overlay.None _, Overlay.Typing _, Overlay.Quitting _ -> {}
      case Overlay.Help help -> run(Choices.help(model, help), help.rows());
      case Overlay.Palette palette -> run(Choices.palette(model, palette), palette.rows());
      case Overlay.Prompt prompt -> {
        model.overlay(new Overlay.None());
        switch (prompt.purpose()) {
          case SEARCH -> searching.accept();
          case FILTER -> searching.restart();
          case REQUESTS -> actions.requests().filter(prompt.input().text());
          case FIND -> model.processes().filter(prompt.input().text());
          case RUN -> actions.processes().run(prompt.input().text().strip());
        }
      }
    }
  }

  private void run(List<Choice> choices, ListCursor cursor) throws IOException {
    model.overlay(new Overlay.None());
    if (cursor.selected() < choices.size()) {
      Choice choice = choices.get(cursor.selected());
      boolean belongsToDialogue =
          choice.action() == Action.Frame.ACCEPT || choice.action() == Action.Frame.COMPLETE;
      if (!belongsToDialogue) {
        act(choice.action(), choice.binding());
      }
    }
  }

  private void complete() {
    if (model.overlay() instanceof Overlay.Palette palette) {
      List<Choice> choices = Choices.palette(model, palette);
      int at = palette.rows().selected();
      if (at < choices.size() && !choices.get(at).complete().isEmpty()) {
        palette.input().replace(choices.get(at).complete());
      }
    } else if (model.overlay() instanceof Overlay.Prompt prompt
        && prompt.purpose() == Overlay.Prompt.Purpose.RUN) {
      String completed = model.processes().completed(prompt.input().text());
      prompt.input().replace(completed);
    }
  }

  void mouse(Typed.Mouse mouse) throws IOException {
    Zones.Hit hit = zones.at(mouse.x(), mouse.y());
    boolean press = mouse.kind() == Typed.Mouse.Kind.PRESS;
    boolean onScreen = hit.kind() == Zones.Kind.SCREEN;
    if (model.overlay() instanceof Overlay.Typing typed && (onScreen || !press)) {
      typing.mouse(mouse, hit, typed);
      return;
    }
    switch (mouse.kind()) {
      case MOVE -> {}
      case PRESS -> click(hit);
      case DRAG -> drag(hit);
      case RELEASE -> {
        if (dragged && !model.log().follow()) {
          actions.perform(Action.Logs.COPY);
        }
        dragged = false;
        pressedLine = -1;
      }
      case WHEEL_UP -> wheel(hit, true);
      case WHEEL_DOWN -> wheel(hit, false);
    }
  }

  private void click(Zones.Hit hit) throws IOException {
    int row = (int) hit.argument();
    boolean modal = !(model.overlay() instanceof Overlay.None);
    if (modal && hit.kind() != Zones.Kind.CHOICE) {
      if (hit.kind() != Zones.Kind.OVERLAY && !(model.overlay() instanceof Overlay.Quitting)) {
        actions.perform(Action.Frame.CLOSE);
      }
      return;
    }
    switch (hit.kind()) {
      case NOTHING, OVERLAY, SCREEN -> {}
      case PROCESSES -> model.focusProcesses(true);
      case PROCESS -> {
        model.processes().cursor().select(row);
        model.focusProcesses(true);
      }
      case MAIN -> model.focusProcesses(false);
      case TAB -> model.tab(Tab.of(row));
      case LINK -> actions.urls().open(zones.link(hit));
      case ROW -> {
        model.focusProcesses(false);
        model.cursor(model.tab()).select(row);
      }
      case LINE -> {
        model.focusProcesses(false);
        model.log().dropMark();
        model.log().goTo(hit.argument());
        pressedLine = hit.argument();
      }
      case CHOICE -> choose(row);
    }
  }

  private void choose(int row) throws IOException {
    if (model.overlay() instanceof Overlay.Help help) {
      help.rows().select(row);
    } else if (model.overlay() instanceof Overlay.Palette palette) {
      palette.rows().select(row);
      accept();
    }
  }

  private void drag(Zones.Hit hit) {
    if (pressedLine < 0 || hit.kind() != Zones.Kind.LINE) {
      return;
    }
    if (!dragged) {
      model.log().dropMark();
      model.log().goTo(pressedLine);
      model.log().toggleMark();
      dragged = true;
    }
    model.log().goTo(hit.argument());
  }

  private void wheel(Zones.Hit hit, boolean up) {
    int rows = up ? -WHEEL_ROWS : WHEEL_ROWS;
    switch (hit.kind()) {
      case NOTHING, TAB, LINK, SCREEN -> {}
      case PROCESSES, PROCESS -> model.processes().cursor().scroll(rows);
      case LINE -> model.wheelLog(up);
      case MAIN, ROW -> {
        if (model.tab() == Tab.LOGS) {
          model.wheelLog(up);
        } else {
          model.cursor(model.tab()).scroll(rows);
        }
      }
      case OVERLAY, CHOICE -> {
        if (model.overlay() instanceof Overlay.Help help) {
          help.rows().scroll(rows);
        } else if (model.overlay() instanceof Overlay.Palette palette) {
          palette.rows().scroll(rows);
        }
      }
    }
  }
}
