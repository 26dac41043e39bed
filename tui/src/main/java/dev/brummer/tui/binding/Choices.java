package dev.brummer.tui.binding;

import dev.brummer.tui.key.Action;
import dev.brummer.tui.key.Binding;
import dev.brummer.tui.key.Context;
import dev.brummer.tui.model.Fuzzy;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.paint.Look;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What help and palette offer for what has been typed.
public final class Choices {
  private Choices() {}

  /// Every binding that has the typed words in it; those that hold here first.
  public static List<Choice> help(Model model, Overlay.Help help) {
    String typed = help.filter().text().toLowerCase(Locale.ROOT).trim();
    List<Choice> rows = new ArrayList<>();
    for (Context context : order(model)) {
      for (Binding<Model> binding : Bindings.of(context)) {
        Choice choice = choice(binding, context);
        String all = choice.keys() + " " + choice.text() + " " + choice.context().title();
        if (all.toLowerCase(Locale.ROOT).contains(typed)) {
          rows.add(choice);
        }
      }
    }
    return rows;
  }

  /// The context that has the focus before all others.
  private static List<Context> order(Model model) {
    List<Context> order = new ArrayList<>(List.of(Context.values()));
    order.remove(context(model));
    order.addFirst(context(model));
    return order;
  }

  private static Choice choice(Binding<Model> binding, Context context) {
    return new Choice(binding.help(), binding.keyLabels(), context, binding.action(), "", binding);
  }

  /// The commands that fit, best first; a line that begins with `/` is a command by itself.
  public static List<Choice> palette(Model model, Overlay.Palette palette) {
    String typed = palette.input().text();
    List<Choice> all = typed.startsWith("/") ? slash(model) : commands(model);
    record Scored(Choice choice, int score) {}
    List<Scored> fitting = new ArrayList<>();
    for (Choice choice : all) {
      int score = Fuzzy.score(choice.text(), typed);
      if (score >= 0) {
        fitting.add(new Scored(choice, score));
      }
    }
    fitting.sort(Comparator.comparingInt(Scored::score).reversed());
    List<Choice> rows = new ArrayList<>(fitting.stream().map(Scored::choice).toList());
    if (typed.startsWith("/") && rows.stream().noneMatch(row -> row.text().equals(typed))) {
      rows.add(new Choice(typed, "", Context.GLOBAL, new Action.Slash(typed), "", null));
    }
    return rows;
  }

  private static List<Choice> commands(Model model) {
    List<Choice> all = new ArrayList<>();
    for (Context context : order(model)) {
      for (Binding<Model> binding :
          context.modal() ? List.<Binding<Model>>of() : Bindings.of(context)) {
        if (!(binding.action() instanceof Action.Move
            || binding.action() instanceof Action.Detail)) {
          all.add(choice(binding, context));
        }
      }
    }
    for (ProcessRow row : model.processes()) {
      String verb = row.state().alive() ? "restart" : "run";
      all.add(words(verb, verb, row));
      if (row.state().alive()) {
        all.add(words("stop", "stop", row));
      }
      all.add(words("log of", "log", row));
    }
    all.add(command("plain output, until a key is pressed", Action.Frame.PLAIN));
    all.add(command("mouse: leave it to the terminal, or take it back", Action.Frame.MOUSE));
    for (Look look : Look.values()) {
      String line = "/theme " + look.word();
      all.add(
          new Choice(
              "theme " + look.word(), "", Context.GLOBAL, new Action.Slash(line), line, null));
    }
    all.add(new Choice("stop all", "", Context.GLOBAL, new Action.Slash("/stop all"), "", null));
    return all;
  }

  private static Choice command(String words, Action action) {
    return new Choice(words, "", Context.GLOBAL, action, "", null);
  }

  private static Choice words(String words, String command, ProcessRow row) {
    String line = "/" + command + " " + row.name();
    return new Choice(
        words + " " + row.name(), "", Context.GLOBAL, new Action.Slash(line), line, null);
  }

  private static List<Choice> slash(Model model) {
    List<Choice> all = new ArrayList<>();
    for (ProcessRow row : model.processes()) {
      for (String command : new String[] {"/run ", "/restart ", "/stop ", "/log "}) {
        String line = command + row.name();
        all.add(new Choice(line, "", Context.GLOBAL, new Action.Slash(line), line, null));
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
      all.add(new Choice(line, "", Context.GLOBAL, new Action.Slash(line), line, null));
    }
    return all;
  }

  /// The context that has the focus when no dialogue is open.
  public static Context context(Model model) {
    if (model.onProcesses()) {
      return Context.PROCESSES;
    }
    return switch (model.tab()) {
      case LOGS -> Context.LOGS;
      case ERRORS -> Context.ERRORS;
      case URLS -> Context.URLS;
      case REQUESTS -> Context.REQUESTS;
      case PAGES -> Context.PAGES;
      case AGENTS -> Context.AGENTS;
      case SYSTEM -> Context.SYSTEM;
    };
  }
}
