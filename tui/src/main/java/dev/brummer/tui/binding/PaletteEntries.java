package dev.brummer.tui.binding;

import dev.brummer.engine.text.VisibleText;
import dev.brummer.tui.action.ProcessActions;
import dev.brummer.tui.key.KeyContext;
import dev.brummer.tui.model.Agents;
import dev.brummer.tui.model.FirstSteps;
import dev.brummer.tui.model.FuzzyMatcher;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.paint.Theme;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The rows of help and palette that match the typed text.
public final class PaletteEntries {
  private static final String[] PROCESS_COMMANDS = {"/run ", "/restart ", "/stop ", "/log "};
  private static final String[] COMMANDS = {
    "/restart all",
    "/stop all",
    "/scale ",
    "/show ",
    "/hide ",
    "/proxy ",
    "/toggle-proxy",
    "/read-only all",
    "/theme ",
    "/clear",
    "/reap",
    "/apply",
    "/help"
  };

  private static final Set<String> NEED_ARGUMENT = Set.of("/scale ", "/theme ");

  /// The abbreviations of the pages view, with the limits of https://web.dev/articles/vitals.
  private static final List<PaletteEntry> TERMS =
      List.of(
          term("load", "time until the load event of the page"),
          term("LCP", "largest element painted; good up to 2.5 s"),
          term("INP", "slowest reaction to input; good up to 200 ms"),
          term("CLS", "how much the layout shifts; good up to 0.1"),
          term("errors", "exceptions, console.error, failed requests"));

  /// The first rows of the help.
  private static final List<PaletteEntry> FIRST_STEPS =
      FirstSteps.HELP.stream()
          .map(step -> PaletteEntry.term("first steps", step, KeyContext.GLOBAL))
          .toList();

  private PaletteEntries() {}

  private static PaletteEntry term(String term, String explanation) {
    return PaletteEntry.term(term, explanation, KeyContext.PAGES);
  }

  /// Every binding and term whose keys, help or context contain the typed text; those of the
  /// focused context first.
  public static List<PaletteEntry> help(Model model, Overlay.Help help) {
    String typed = help.input().text().toLowerCase(Locale.ROOT).trim();
    List<PaletteEntry> entries = new ArrayList<>(FIRST_STEPS);
    for (KeyContext context : focusedFirst(model)) {
      if (context == KeyContext.PAGES) {
        entries.addAll(TERMS);
      }
      for (Binding binding : Bindings.of(context)) {
        entries.add(new PaletteEntry(binding, context, ""));
      }
    }
    entries.removeIf(entry -> !matches(entry, typed));
    return entries;
  }

  private static boolean matches(PaletteEntry entry, String typed) {
    String all = entry.keys() + " " + entry.text() + " " + entry.context().title();
    return all.toLowerCase(Locale.ROOT).contains(typed);
  }

  private static List<KeyContext> focusedFirst(Model model) {
    List<KeyContext> order = new ArrayList<>(List.of(KeyContext.values()));
    order.remove(model.focusedContext());
    order.addFirst(model.focusedContext());
    return order;
  }

  /// The commands that match, best first. Input that begins with `/` is a command line itself.
  public static List<PaletteEntry> palette(Model model, Overlay.Palette palette) {
    String typed = palette.input().text();
    List<PaletteEntry> all = typed.startsWith("/") ? slashCommands(model) : commands(model);
    record Scored(PaletteEntry entry, int score) {}
    List<Scored> matching = new ArrayList<>();
    for (PaletteEntry entry : all) {
      int score = FuzzyMatcher.score(entry.text(), typed);
      if (score >= 0) {
        matching.add(new Scored(entry, score));
      }
    }
    matching.sort((a, b) -> Integer.compare(b.score(), a.score()));
    List<PaletteEntry> rows = new ArrayList<>(matching.stream().map(Scored::entry).toList());
    if (typed.startsWith("/") && rows.stream().noneMatch(row -> row.text().equals(typed))) {
      rows.add(slash(typed, typed, ""));
    }
    return rows;
  }

  private static List<PaletteEntry> commands(Model model) {
    List<PaletteEntry> all = new ArrayList<>();
    for (KeyContext context : focusedFirst(model)) {
      for (Binding binding : context.isModal() ? List.<Binding>of() : Bindings.of(context)) {
        if (binding.kind() != Binding.Kind.CURSOR && binding.kind() != Binding.Kind.SCROLL) {
          all.add(new PaletteEntry(binding, context, ""));
        }
      }
    }
    for (ProcessRow row : model.processes()) {
      String verb = row.state().alive() ? "restart" : "run";
      all.add(processEntry(verb, verb, row));
      if (ProcessActions.isActive(row)) {
        all.add(processEntry("stop", "stop", row));
      }
      all.add(processEntry("log of", "log", row));
    }
    agentEntries(model, all);
    GlobalKeys.unbound()
        .forEach(binding -> all.add(new PaletteEntry(binding, KeyContext.GLOBAL, "")));
    for (Theme theme : Theme.values()) {
      String line = "/theme " + theme.optionName();
      all.add(slash("theme " + theme.optionName(), line, line));
    }
    all.add(slash("stop all", "/stop all", ""));
    all.add(slash("scale: change the number of replicas", "/scale ", "/scale "));
    all.add(slash("reap: stop orphaned processes of earlier runs", "/reap", ""));
    return all;
  }

  private static PaletteEntry processEntry(String text, String command, ProcessRow row) {
    String line = "/" + command + " " + row.name();
    return slash(text + " " + row.name(), line, line);
  }

  /// A switch per agent name; the switch of all agents is a key of its view.
  private static void agentEntries(Model model, List<PaletteEntry> all) {
    Set<String> names = new LinkedHashSet<>();
    for (Agents.Agent agent : model.agents().all()) {
      if (names.add(agent.name()) && agent.name().equals(VisibleText.line(agent.name()))) {
        boolean readOnly = model.agents().access().isReadOnly(agent.name());
        String line = "/read-only " + agent.name();
        String text =
            readOnly ? "let agent " + agent.name() + " act" : "read-only agent " + agent.name();
        all.add(slash(text, line, line));
      }
    }
  }

  private static List<PaletteEntry> slashCommands(Model model) {
    List<PaletteEntry> all = new ArrayList<>();
    for (ProcessRow row : model.processes()) {
      for (String command : PROCESS_COMMANDS) {
        String line = command + row.name();
        all.add(slash(line, line, line));
      }
    }
    for (String line : COMMANDS) {
      all.add(slash(line, line, line));
    }
    return all;
  }

  private static PaletteEntry slash(String text, String line, String completion) {
    Binding binding = Binding.of(text, actions -> actions.slash().run(line));
    boolean needsArgument = NEED_ARGUMENT.contains(completion);
    return new PaletteEntry(
        binding.keyLabels(), binding, KeyContext.GLOBAL, completion, needsArgument);
  }
}
