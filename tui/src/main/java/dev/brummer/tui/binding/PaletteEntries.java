package dev.brummer.tui.binding;

import dev.brummer.tui.key.Action;
import dev.brummer.tui.key.Binding;
import dev.brummer.tui.key.KeyContext;
import dev.brummer.tui.model.FuzzyMatcher;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.paint.Theme;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What help and palette offer for what has been typed.
public final class PaletteEntries {
  private PaletteEntries() {}

  /// Every binding that has the typed words in it; those that hold here first.
  public static List<PaletteEntry> help(Model model, Overlay.Help help) {
    String typed = help.filter().text().toLowerCase(Locale.ROOT).trim();
    List<PaletteEntry> rows = new ArrayList<>();
    for (KeyContext context : focusedFirst(model)) {
      for (Binding<Model> binding : Bindings.of(context)) {
        PaletteEntry paletteEntry = choice(binding, context);
        String all =
            paletteEntry.keys() + " " + paletteEntry.text() + " " + paletteEntry.context().title();
        if (all.toLowerCase(Locale.ROOT).contains(typed)) {
          rows.add(paletteEntry);
        }
      }
    }
    return rows;
  }

  /// The context that has the focus before all others.
  private static List<KeyContext> focusedFirst(Model model) {
    List<KeyContext> order = new ArrayList<>(List.of(KeyContext.values()));
    order.remove(context(model));
    order.addFirst(context(model));
    return order;
  }

  private static PaletteEntry choice(Binding<Model> binding, KeyContext context) {
    return new PaletteEntry(
        binding.help(), binding.keyLabels(), context, binding.action(), "", binding);
  }

  /// The commands that fit, best first; a line that begins with `/` is a command by itself.
  public static List<PaletteEntry> palette(Model model, Overlay.Palette palette) {
    String typed = palette.input().text();
    List<PaletteEntry> all = typed.startsWith("/") ? slash(model) : commands(model);
    record Scored(PaletteEntry paletteEntry, int score) {}
    List<Scored> fitting = new ArrayList<>();
    for (PaletteEntry paletteEntry : all) {
      int score = FuzzyMatcher.score(paletteEntry.text(), typed);
      if (score >= 0) {
        fitting.add(new Scored(paletteEntry, score));
      }
    }
    fitting.sort(Comparator.comparingInt(Scored::score).reversed());
    List<PaletteEntry> rows = new ArrayList<>(fitting.stream().map(Scored::paletteEntry).toList());
    if (typed.startsWith("/") && rows.stream().noneMatch(row -> row.text().equals(typed))) {
      rows.add(new PaletteEntry(typed, "", KeyContext.GLOBAL, new Action.Slash(typed), "", null));
    }
    return rows;
  }

  private static List<PaletteEntry> commands(Model model) {
    List<PaletteEntry> all = new ArrayList<>();
    for (KeyContext context : focusedFirst(model)) {
      for (Binding<Model> binding :
          context.isModal() ? List.<Binding<Model>>of() : Bindings.of(context)) {
        if (!(binding.action() instanceof Action.Move
            || binding.action() instanceof Action.Detail)) {
          all.add(choice(binding, context));
        }
      }
    }
    for (ProcessRow row : model.processes()) {
      String verb = row.state().alive() ? "restart" : "run";
      all.add(processEntry(verb, verb, row));
      if (row.state().alive()) {
        all.add(processEntry("stop", "stop", row));
      }
      all.add(processEntry("log of", "log", row));
    }
    all.add(command("plain output, until a key is pressed", Action.Frame.PLAIN));
    all.add(command("mouse: leave it to the terminal, or take it back", Action.Frame.MOUSE));
    for (Theme theme : Theme.values()) {
      String line = "/theme " + theme.optionName();
      all.add(
          new PaletteEntry(
              "theme " + theme.optionName(),
              "",
              KeyContext.GLOBAL,
              new Action.Slash(line),
              line,
              null));
    }
    all.add(
        new PaletteEntry(
            "stop all", "", KeyContext.GLOBAL, new Action.Slash("/stop all"), "", null));
    return all;
  }

  private static PaletteEntry command(String words, Action action) {
    return new PaletteEntry(words, "", KeyContext.GLOBAL, action, "", null);
  }

  private static PaletteEntry processEntry(String words, String command, ProcessRow row) {
    String line = "/" + command + " " + row.name();
    return new PaletteEntry(
        words + " " + row.name(), "", KeyContext.GLOBAL, new Action.Slash(line), line, null);
  }

  private static List<PaletteEntry> slash(Model model) {
    List<PaletteEntry> all = new ArrayList<>();
    for (ProcessRow row : model.processes()) {
      for (String command : new String[] {"/run ", "/restart ", "/stop ", "/log "}) {
        String line = command + row.name();
        all.add(new PaletteEntry(line, "", KeyContext.GLOBAL, new Action.Slash(line), line, null));
      }
    }
    String[] plain = {
      "/restart all",
      "/stop all",
      "/show ",
      "/hide ",
      "/proxy ",
      "/toggle-proxy",
      "/theme ",
      "/clear",
      "/help"
    };
    for (String line : plain) {
      all.add(new PaletteEntry(line, "", KeyContext.GLOBAL, new Action.Slash(line), line, null));
    }
    return all;
  }

  /// The context that has the focus when no dialogue is open.
  public static KeyContext context(Model model) {
    if (model.processesFocused()) {
      return KeyContext.PROCESSES;
    }
    return switch (model.tab()) {
      case LOGS -> KeyContext.LOGS;
      case ERRORS -> KeyContext.ERRORS;
      case URLS -> KeyContext.URLS;
      case REQUESTS -> KeyContext.REQUESTS;
      case PAGES -> KeyContext.PAGES;
      case AGENTS -> KeyContext.AGENTS;
      case SYSTEM -> KeyContext.SYSTEM;
    };
  }
}
