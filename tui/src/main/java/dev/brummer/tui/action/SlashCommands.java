package dev.brummer.tui.action;

import dev.brummer.tui.action.ProcessActions.Operation;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Toast;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.paint.Theme;
import java.util.List;
import java.util.function.Consumer;

/// Runs command lines of the palette: `/restart web`, `/hide debug`. Confined to the thread `tui`.
public final class SlashCommands {
  private final Model model;
  private final ProcessActions processes;
  private final LogActions log;
  private final UrlActions urls;
  private final AgentActions agents;
  private final ThemeController themes;

  public SlashCommands(
      Model model,
      ProcessActions processes,
      LogActions log,
      UrlActions urls,
      AgentActions agents,
      ThemeController themes) {
    this.model = model;
    this.processes = processes;
    this.log = log;
    this.urls = urls;
    this.agents = agents;
    this.themes = themes;
  }

  /// @param line the command and its argument, separated by a space
  public void run(String line) {
    int space = line.indexOf(' ');
    String command = space < 0 ? line : line.substring(0, space);
    String argument = space < 0 ? "" : line.substring(space + 1).trim();
    switch (command) {
      case "/run", "/start" ->
          withProcesses(argument, rows -> processes.apply(Operation.START, rows));
      case "/stop" -> allOrNamed(argument, processes::stopAll, Operation.STOP);
      case "/restart" -> allOrNamed(argument, processes::restartAll, Operation.RESTART);
      case "/scale" -> processes.scale(argument);
      case "/log" -> withProcess(argument, log::showOnly);
      case "/show" -> log.filter(argument);
      case "/hide" -> log.filter(excludeFilter(argument));
      case "/proxy" -> urls.openProxy(argument);
      case "/toggle-proxy" -> urls.toggleSelectedProxy();
      case "/read-only" -> agents.toggleByName(argument.isEmpty() ? "all" : argument);
      case "/theme" -> theme(argument);
      case "/clear" -> log.clear();
      case "/apply" -> processes.applyConfig();
      case "/reap" -> processes.endOrphans();
      case "/help" -> model.openHelp();
      default ->
          model.toast("Unknown command " + command + "; ? lists all keys.", Toast.Severity.ERROR);
    }
  }

  private void theme(String name) {
    themes
        .select(name)
        .ifPresentOrElse(
            text -> model.toast(text, Toast.Severity.SUCCESS),
            () -> model.toast(unknownTheme(name), Toast.Severity.ERROR));
  }

  private static String unknownTheme(String name) {
    String known = String.join(", ", Theme.optionNames());
    return "Unknown theme \"" + name + "\"; known are " + known + ".";
  }

  private void allOrNamed(String name, Runnable all, Operation operation) {
    if (name.equals("all")) {
      all.run();
    } else {
      withProcesses(name, rows -> processes.apply(operation, rows));
    }
  }

  /// The process with a name, or else the processes of the group with it; `@` names a group only.
  private void withProcesses(String name, Consumer<List<ProcessRow>> action) {
    ProcessRow row = model.processes().byName(name);
    List<ProcessRow> group = row == null ? model.processes().group(name) : List.of();
    if (group.isEmpty()) {
      withProcess(name, it -> action.accept(List.of(it)));
    } else {
      action.accept(group);
    }
  }

  private void withProcess(String name, Consumer<ProcessRow> action) {
    ProcessRow row = model.processes().byName(name);
    if (row == null) {
      model.toast("No process is named \"" + name + "\".", Toast.Severity.ERROR);
    } else {
      action.accept(row);
    }
  }

  /// The filter expression that excludes lines containing `text`.
  private static String excludeFilter(String text) {
    return text.isEmpty() ? "" : text.indexOf(' ') < 0 ? "!" + text : "!\"" + text + '"';
  }
}
