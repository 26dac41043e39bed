package dev.brummer.tui.view;

import static dev.brummer.tui.key.Action.Simple.*;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.tui.key.Action;
import dev.brummer.tui.key.Binding;
import dev.brummer.tui.key.Context;
import dev.brummer.tui.key.Key;
import dev.brummer.tui.key.Keymap;
import dev.brummer.tui.model.LogState;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.ProcessRow;
import dev.brummer.tui.model.Tab;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every key of the program and what it does: the one table that the key map, the help, the palette
/// and the footer are made from.
public final class Bindings {
  private static final Map<Context, List<Binding<Model>>> ALL = all();

  private Bindings() {}

  static List<Binding<Model>> of(Context context) {
    return ALL.getOrDefault(context, List.of());
  }

  /// The global bindings that no key of a context hides.
  static List<Binding<Model>> reachable(Context context) {
    List<Key> hidden = of(context).stream().flatMap(binding -> binding.keys().stream()).toList();
    return of(Context.GLOBAL).stream()
        .filter(binding -> binding.keys().stream().noneMatch(hidden::contains))
        .toList();
  }

  public static Keymap<Model> keymap() {
    return new Keymap<>(ALL);
  }

  private static Map<Context, List<Binding<Model>>> all() {
    Map<Context, List<Binding<Model>>> all = new EnumMap<>(Context.class);
    all.put(Context.GLOBAL, global());
    all.put(Context.PROCESSES, processes());
    all.put(Context.LOGS, logs());
    all.put(Context.ERRORS, errors());
    all.put(Context.URLS, urls());
    all.put(Context.REQUESTS, requests());
    all.put(Context.PAGES, pages());
    all.put(Context.AGENTS, List.of());
    all.put(Context.SYSTEM, List.of());
    all.put(Context.DIALOGUE, dialogue());
    all.put(Context.TYPING, List.of(Binding.of("Ctrl-A", "leave", "leave the process", CLOSE)));
    all.put(Context.QUITTING, quitting());
    return all;
  }

  private static List<Binding<Model>> global() {
    List<Binding<Model>> keys = new ArrayList<>();
    keys.add(Binding.of("s", "start", "start the selected process", START, Bindings::notStartable));
    keys.add(Binding.of("x", "stop", "stop the selected process", STOP, Bindings::notAlive));
    keys.add(Binding.of("X", "", "kill the selected process now", KILL, Bindings::notAlive));
    keys.add(Binding.of("r", "restart", "restart the selected process", RESTART, Bindings::none));
    keys.add(Binding.of("R", "", "restart all that run", RESTART_ALL, Bindings::noneAlive));
    keys.add(Binding.of("i", "", "type to it; Ctrl-A comes back", INTERACT, Bindings::notAlive));
    keys.add(Binding.of("o", "browser", "open its URL in the browser", OPEN_URL, Bindings::noUrl));
    keys.add(Binding.of("z", "zoom", "give this pane the whole screen, or take it back", ZOOM));
    keys.add(Binding.of(": Ctrl-P", "palette", "find any command by typing", PALETTE));
    keys.add(Binding.of("?", "", "show every key", HELP));
    keys.add(Binding.of("Tab", "", "next pane", NEXT_PANE));
    keys.add(Binding.of("Shift-Tab", "", "previous pane", PREVIOUS_PANE));
    for (Tab tab : Tab.values()) {
      keys.add(
          Binding.of(
              Integer.toString(tab.number()),
              "",
              "show " + tab.title(),
              new Action.Show(tab.number())));
    }
    keys.add(Binding.of("Esc", "", "go back one step", BACK));
    keys.add(Binding.of("q", "", "go back; at the top stop everything and quit", QUIT));
    keys.add(
        Binding.of(
            "Ctrl-C", "", "stop everything and quit; again: kill; a third time: leave", INTERRUPT));
    keys.add(Binding.of("Ctrl-L", "", "draw the screen anew", REDRAW));
    keys.add(Binding.of("Ctrl-Z", "", "suspend brummer; fg brings it back", SUSPEND));
    return keys;
  }

  private static List<Binding<Model>> processes() {
    List<Binding<Model>> keys = new ArrayList<>();
    keys.add(
        Binding.of(
            "Enter",
            "open",
            "start it, or show its own log when it has run",
            OPEN,
            Bindings::none));
    keys.add(Binding.of("Space", "", "start it, or stop it when it runs", TOGGLE, Bindings::none));
    keys.add(Binding.of("n", "", "run a new command, or a script by its name", NEW));
    keys.add(Binding.of("/", "find", "find a process by its name", FIND, Bindings::none));
    keys.add(
        Binding.of("m", "mute", "leave it out of the merged log, or not", MUTE, Bindings::none));
    keys.add(
        Binding.of("M", "", "only this one in the merged log, or all again", SOLO, Bindings::none));
    keys.addAll(moves());
    return keys;
  }

  private static List<Binding<Model>> logs() {
    List<Binding<Model>> keys = new ArrayList<>();
    keys.add(Binding.of("/", "search", "search", SEARCH));
    keys.add(Binding.of("n", "", "next match", NEXT_MATCH, Bindings::noSearch));
    keys.add(Binding.of("N", "", "previous match", PREVIOUS_MATCH, Bindings::noSearch));
    keys.add(
        Binding.of(
            "f", "filter", "only lines with a text, !without, /regex/, @process, >=warn", FILTER));
    keys.add(Binding.of("l", "level", "show all lines, or from info, warn, error on", LEVEL));
    keys.add(Binding.of("e", "", "next error", NEXT_ERROR, Bindings::noErrors));
    keys.add(Binding.of("E", "", "previous error", PREVIOUS_ERROR, Bindings::noErrors));
    keys.add(Binding.of("F", "follow", "follow the newest lines", FOLLOW, Bindings::following));
    keys.add(Binding.of("p Space", "", "pause, or follow again", PAUSE));
    keys.add(Binding.of("w", "wrap", "wrap long lines, or cut them", WRAP));
    keys.add(Binding.of("J", "", "show JSON and logfmt lines readable, or as they are", RAW));
    keys.add(Binding.of("d", "", "fold repeats (×3), also those but for numbers, or none", FOLD));
    keys.add(Binding.of("t", "", "show the time of day, the age, or no time", TIMES));
    keys.add(Binding.of("a", "", "show all processes again", ALL_LOGS, Bindings::allShown));
    keys.add(Binding.of("v", "", "select lines from here; v again drops it", SELECT));
    keys.add(Binding.of("y Enter", "copy", "copy the selected lines", COPY, Bindings::noLine));
    keys.add(Binding.of("b", "", "mark the line for later, or no longer", BOOKMARK));
    keys.add(Binding.of("B", "", "to the next marked line", NEXT_BOOKMARK, Bindings::noBookmark));
    keys.add(Binding.of("S", "", "save the lines in view to a file", SAVE));
    keys.add(Binding.of("c", "", "copy the newest error", COPY_ERROR, Bindings::noErrors));
    keys.add(Binding.of("L", "", "clear the view (nothing is deleted)", CLEAR));
    keys.addAll(moves());
    return keys;
  }

  private static List<Binding<Model>> errors() {
    List<Binding<Model>> keys =
        new ArrayList<>(list(Tab.ERRORS, "y c", "copy", "copy the whole error"));
    keys.addFirst(
        Binding.of(
            "Enter", "to log", "show it in the log", OPEN, model -> emptyList(model, Tab.ERRORS)));
    return keys;
  }

  private static List<Binding<Model>> urls() {
    List<Binding<Model>> keys =
        new ArrayList<>(list(Tab.URLS, "y", "copy", "copy the URL (the proxied one if there is)"));
    keys.addFirst(
        Binding.of(
            "o Enter",
            "open",
            "open it in the browser, through the proxy",
            OPEN_URL,
            model -> emptyList(model, Tab.URLS)));
    keys.add(
        Binding.of(
            "p", "proxy", "put the proxy before it, or take it away", PROXY, Bindings::noProxy));
    keys.add(
        Binding.of(
            "O",
            "direct",
            "open it in the browser as it was printed",
            OPEN_DIRECT,
            model -> emptyList(model, Tab.URLS)));
    return keys;
  }

  private static List<Binding<Model>> requests() {
    List<Binding<Model>> keys = new ArrayList<>();
    keys.add(
        Binding.of("Enter", "to log", "show the log at that moment", TO_LOG, Bindings::noRequest));
    keys.add(
        Binding.of(
            "f /",
            "filter",
            "only requests with a text, !without, 5xx, >=400, >200ms, >10k, @process",
            FILTER));
    keys.add(
        Binding.of("a", "again", "send it to the server again", REPEAT, Bindings::notRepeatable));
    keys.add(Binding.of("c", "curl", "copy it as a curl command", COPY_CURL, Bindings::noRequest));
    keys.add(Binding.of("y", "copy", "copy its URL", COPY, Bindings::noRequest));
    keys.add(
        Binding.of("S", "save", "save all requests as an HTTP archive", SAVE, Bindings::noArchive));
    keys.addAll(moves());
    return keys;
  }

  private static List<Binding<Model>> pages() {
    List<Binding<Model>> keys = new ArrayList<>();
    keys.add(
        Binding.of("Enter", "events", "show all that the page has told", OPEN, Bindings::noPage));
    keys.add(
        Binding.of(
            "u", "request", "to the request that it is about", TO_REQUEST, Bindings::noSignal));
    keys.add(Binding.of("l", "to log", "show the log at that moment", TO_LOG, Bindings::noSignal));
    keys.add(
        Binding.of(
            "y",
            "copy",
            "copy the URL of the page, or the event",
            COPY,
            model -> emptyList(model, Tab.PAGES)));
    keys.addAll(moves());
    return keys;
  }

  private static @Nullable String noRequest(Model model) {
    return model.requests().rows().isEmpty() ? "There is no request here." : null;
  }

  private static @Nullable String noArchive(Model model) {
    return model.proxied() ? noRequest(model) : "The proxy is off: --no-proxy.";
  }

  private static @Nullable String notRepeatable(Model model) {
    if (!model.proxied()) {
      return "The proxy is off: --no-proxy.";
    }
    List<Event.RequestServed> rows = model.requests().rows();
    if (rows.isEmpty()) {
      return noRequest(model);
    }
    Event.RequestServed request = rows.get(model.cursor(Tab.REQUESTS).selected(rows.size()));
    return request.detail().origin().isEmpty() ? "It was no request that can be sent again." : null;
  }

  private static @Nullable String noPage(Model model) {
    return model.pages().opened() == null
        ? emptyList(model, Tab.PAGES)
        : "These are its events; Esc goes back to the pages.";
  }

  private static @Nullable String noSignal(Model model) {
    return model.pages().opened() == null
        ? "Choose one of a page's events first: Enter shows them."
        : null;
  }

  private static @Nullable String noProxy(Model model) {
    return model.proxied() ? emptyList(model, Tab.URLS) : "The proxy is off: --no-proxy.";
  }

  private static List<Binding<Model>> list(Tab tab, String keys, String label, String help) {
    List<Binding<Model>> all = new ArrayList<>();
    all.add(Binding.of(keys, label, help, COPY, model -> emptyList(model, tab)));
    all.addAll(moves());
    return all;
  }

  private static List<Binding<Model>> moves() {
    return List.of(
        Binding.of("j Down", "", "down", Action.Move.DOWN),
        Binding.of("k Up", "", "up", Action.Move.UP),
        Binding.of("PgDn", "", "a page down", Action.Move.PAGE_DOWN),
        Binding.of("PgUp", "", "a page up", Action.Move.PAGE_UP),
        Binding.of("Ctrl-D", "", "half a page down", Action.Move.HALF_DOWN),
        Binding.of("Ctrl-U", "", "half a page up", Action.Move.HALF_UP),
        Binding.of("g Home", "", "to the first", Action.Move.FIRST),
        Binding.of("G End", "", "to the last; the log then follows", Action.Move.LAST));
  }

  private static List<Binding<Model>> dialogue() {
    return List.of(
        Binding.of("Enter", "run", "take it", ACCEPT),
        Binding.of("Tab", "complete", "take over the selected words", COMPLETE),
        Binding.of("Down Ctrl-N", "", "down", Action.Move.DOWN),
        Binding.of("Up Ctrl-P", "", "up", Action.Move.UP),
        Binding.of("PgDn", "", "a page down", Action.Move.PAGE_DOWN),
        Binding.of("PgUp", "", "a page up", Action.Move.PAGE_UP),
        Binding.of("Esc Ctrl-C", "close", "close it", CLOSE),
        Binding.of("Ctrl-L", "", "draw the screen anew", REDRAW),
        Binding.of("Ctrl-Z", "", "suspend brummer", SUSPEND));
  }

  private static List<Binding<Model>> quitting() {
    return List.of(
        Binding.of("Ctrl-C q", "kill now", "do not wait: kill; once more: leave", INTERRUPT),
        Binding.of("Esc", "stay", "stay here", CLOSE),
        Binding.of("Ctrl-L", "", "draw the screen anew", REDRAW),
        Binding.of("Ctrl-Z", "", "suspend brummer", SUSPEND));
  }

  private static @Nullable String none(Model model) {
    return model.selected() == null ? "There is no process here." : null;
  }

  private static @Nullable String notStartable(Model model) {
    ProcessRow row = model.selected();
    if (row == null) {
      return none(model);
    }
    return row.state().alive() && !(row.state() instanceof ProcessState.Stopping)
        ? row.name() + " runs already; r restarts it."
        : null;
  }

  private static @Nullable String notAlive(Model model) {
    ProcessRow row = model.selected();
    if (row == null) {
      return none(model);
    }
    boolean pending =
        row.state() instanceof ProcessState.Waiting
            || row.state() instanceof ProcessState.BackingOff;
    return row.state().alive() || pending ? null : row.name() + " does not run; s starts it.";
  }

  private static @Nullable String noneAlive(Model model) {
    return model.alive() == 0 ? "Nothing runs." : null;
  }

  private static @Nullable String noUrl(Model model) {
    ProcessRow row = model.selected();
    if (row == null) {
      return none(model);
    }
    return model.urls().of(row.id()) == null
        ? row.name() + " has printed no URL; 3 lists all URLs."
        : null;
  }

  private static @Nullable String noSearch(Model model) {
    return model.search() == null ? "Nothing is searched for; / starts a search." : null;
  }

  private static @Nullable String noErrors(Model model) {
    return model.errors().size() == 0 ? "No errors so far." : null;
  }

  private static @Nullable String noBookmark(Model model) {
    return model.log().nextBookmark() < 0 ? "No line is marked; b marks one." : null;
  }

  private static @Nullable String following(Model model) {
    return model.log().follow() ? "Already following the newest lines." : null;
  }

  private static @Nullable String allShown(Model model) {
    LogState log = model.log();
    return log.only() == 0 ? "All processes are shown." : null;
  }

  private static @Nullable String noLine(Model model) {
    return model.log().follow() ? "No line is selected; k or a click selects one." : null;
  }

  private static @Nullable String emptyList(Model model, Tab tab) {
    int size =
        switch (tab) {
          case ERRORS -> model.errors().size();
          case URLS -> model.urls().rows().size();
          case REQUESTS -> model.requests().rows().size();
          case PAGES -> model.pages().rows().size();
          case LOGS, AGENTS, SYSTEM -> 0;
        };
    return size == 0 ? "There is nothing in this list yet." : null;
  }
}
