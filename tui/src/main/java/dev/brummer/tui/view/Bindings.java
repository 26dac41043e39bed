package dev.brummer.tui.view;

import static dev.brummer.tui.key.Action.Simple.*;

import dev.brummer.tui.key.Action;
import dev.brummer.tui.key.Action.Move;
import dev.brummer.tui.key.Binding;
import dev.brummer.tui.key.Context;
import dev.brummer.tui.key.Keymap;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.ProcessRow;
import dev.brummer.tui.model.Tab;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Every key of the program. Help, palette, footer and the README's table come from here.
public final class Bindings {
  public static final Keymap<Model> KEYS = new Keymap<>(all());

  private Bindings() {}

  private static Map<Context, List<Binding<Model>>> all() {
    Map<Context, List<Binding<Model>>> map = new EnumMap<>(Context.class);
    map.put(
        Context.GLOBAL,
        List.of(
            Binding.of("?", "help", "show every key", HELP),
            Binding.of(": Ctrl-P", "palette", "find a command by typing", PALETTE),
            Binding.of("Tab", "pane", "go to the next pane", NEXT_PANE),
            Binding.of("Shift-Tab", "", "go to the previous pane", PREVIOUS_PANE),
            Binding.of("1", "", "show the logs", new Action.Show(1)),
            Binding.of("2", "", "show the errors", new Action.Show(2)),
            Binding.of("3", "", "show the URLs", new Action.Show(3)),
            Binding.of("4", "", "show the requests", new Action.Show(4)),
            Binding.of("5", "", "show the browser's pages", new Action.Show(5)),
            Binding.of("6", "", "show the agents", new Action.Show(6)),
            Binding.of("7", "", "show brummer itself", new Action.Show(7)),
            Binding.of("s", "start", "start the selected process", START, Bindings::startable),
            Binding.of("x", "stop", "stop the selected process", STOP, Bindings::stoppable),
            Binding.of("X", "", "kill the selected process now", KILL, Bindings::stoppable),
            Binding.of("r", "restart", "restart the selected process", RESTART, Bindings::some),
            Binding.of("R", "", "restart all that run", RESTART_ALL, Bindings::anyAlive),
            Binding.of("o", "browser", "open its URL in the browser", OPEN, Bindings::url),
            Binding.of("z", "zoom", "give the pane the whole screen", ZOOM),
            Binding.of("Ctrl-L", "", "paint the screen anew", REDRAW),
            Binding.of("Ctrl-C", "", "stop everything and quit", INTERRUPT),
            Binding.of("q", "quit", "go back; at the top, stop everything and quit", BACK),
            Binding.of("Esc", "", "go back", CLOSE)));
    map.put(
        Context.PROCESSES,
        withMoves(
            List.of(
                Binding.of("Enter", "its log", "show the log of this process alone", SELECT),
                Binding.of("Space", "", "start or stop it", ACCEPT, Bindings::some),
                Binding.of("m", "mute", "leave it out of the merged log, or take it back", MUTE),
                Binding.of("M", "", "show it alone in the merged log, or all again", SOLO))));
    map.put(
        Context.LOGS,
        withMoves(
            List.of(
                Binding.of("/", "search", "search as you type", SEARCH),
                Binding.of("n", "", "go to the next match", NEXT_MATCH, Bindings::searching),
                Binding.of("N", "", "go to the match before", PREVIOUS_MATCH, Bindings::searching),
                Binding.of("f", "filter", "show only lines with a text", FILTER),
                Binding.of("l", "level", "show only lines of a level and above", LEVEL),
                Binding.of("e", "", "go to the next error", NEXT_ERROR, Bindings::anyError),
                Binding.of("E", "", "go to the error before", PREVIOUS_ERROR, Bindings::anyError),
                Binding.of("F End", "follow", "follow the newest lines", FOLLOW),
                Binding.of("a", "", "show the lines of all processes", ALL_LOGS),
                Binding.of("t", "", "change how the time is shown", TIMES),
                Binding.of("w", "wrap", "wrap long lines, or cut them", WRAP),
                Binding.of("v", "", "begin or end selecting lines", SELECT),
                Binding.of("y", "copy", "copy the selected lines", COPY),
                Binding.of("c", "", "copy the newest error", COPY_ERROR, Bindings::anyError),
                Binding.of("L", "", "clear the view; nothing is deleted", CLEAR))));
    map.put(
        Context.ERRORS,
        withMoves(
            List.of(
                Binding.of(
                    "Enter",
                    "go to",
                    "go to its newest lines in the log",
                    SELECT,
                    Bindings::anyError),
                Binding.of("y", "copy", "copy it", COPY, Bindings::anyError))));
    map.put(
        Context.URLS,
        withMoves(
            List.of(
                Binding.of("Enter", "open", "open it in the browser", OPEN_URL, Bindings::anyUrl),
                Binding.of("O", "", "open it without the proxy", OPEN_DIRECT, Bindings::anyUrl),
                Binding.of("y", "copy", "copy it", COPY, Bindings::anyUrl))));
    map.put(Context.REQUESTS, withMoves(List.of()));
    map.put(Context.PAGES, withMoves(List.of()));
    map.put(Context.AGENTS, withMoves(List.of()));
    map.put(Context.SYSTEM, withMoves(List.of()));
    map.put(
        Context.DIALOGUE,
        List.of(
            Binding.of("Enter", "do it", "do what is selected", ACCEPT),
            Binding.of("Up", "", "go up", Move.UP),
            Binding.of("Down", "", "go down", Move.DOWN),
            Binding.of("Esc Ctrl-C", "close", "close", CLOSE)));
    map.put(
        Context.QUITTING,
        List.of(
            Binding.of(
                "K Ctrl-C", "kill", "kill what is left; once more to leave at once", INTERRUPT)));
    return map;
  }

  private static List<Binding<Model>> withMoves(List<Binding<Model>> own) {
    List<Binding<Model>> all = new ArrayList<>(own);
    boolean end = all.stream().anyMatch(b -> b.keyLabels().contains("End"));
    all.add(Binding.of("Up k", "", "go up", Move.UP));
    all.add(Binding.of("Down j", "", "go down", Move.DOWN));
    all.add(Binding.of("PgUp", "", "a page up", Move.PAGE_UP));
    all.add(Binding.of("PgDn", "", "a page down", Move.PAGE_DOWN));
    all.add(Binding.of("Ctrl-U", "", "half a page up", Move.HALF_UP));
    all.add(Binding.of("Ctrl-D", "", "half a page down", Move.HALF_DOWN));
    all.add(Binding.of("g Home", "", "go to the first", Move.FIRST));
    all.add(Binding.of(end ? "G" : "G End", "", "go to the last", Move.LAST));
    return all;
  }

  /// Whose keys hold now.
  public static Context context(Model model) {
    return switch (model.overlay()) {
      case Overlay.Quitting _ -> Context.QUITTING;
      case Overlay.Help _, Overlay.Palette _, Overlay.Prompt _ -> Context.DIALOGUE;
      case Overlay.None _ -> model.onProcesses() ? Context.PROCESSES : of(model.tab());
    };
  }

  private static Context of(Tab tab) {
    return switch (tab) {
      case LOGS -> Context.LOGS;
      case ERRORS -> Context.ERRORS;
      case URLS -> Context.URLS;
      case REQUESTS -> Context.REQUESTS;
      case PAGES -> Context.PAGES;
      case AGENTS -> Context.AGENTS;
      case SYSTEM -> Context.SYSTEM;
    };
  }

  private static @Nullable String some(Model model) {
    return model.selected() == null ? "there is no process here" : null;
  }

  private static @Nullable String startable(Model model) {
    return with(model, row -> row.state().alive() ? row.name() + " runs already" : null);
  }

  private static @Nullable String stoppable(Model model) {
    return with(model, row -> row.state().alive() ? null : row.name() + " does not run");
  }

  private static @Nullable String with(Model model, Function<ProcessRow, @Nullable String> why) {
    ProcessRow row = model.selected();
    return row == null ? "there is no process here" : why.apply(row);
  }

  private static @Nullable String anyAlive(Model model) {
    return model.alive() == 0 ? "nothing runs" : null;
  }

  private static @Nullable String url(Model model) {
    return with(
        model,
        row -> model.urls().of(row.id()) == null ? row.name() + " has printed no URL" : null);
  }

  private static @Nullable String searching(Model model) {
    return model.search() == null ? "nothing is searched: / begins" : null;
  }

  private static @Nullable String anyError(Model model) {
    return model.errors().size() == 0 ? "there are no errors" : null;
  }

  private static @Nullable String anyUrl(Model model) {
    return model.urls().rows().isEmpty() ? "there are no URLs" : null;
  }
}
