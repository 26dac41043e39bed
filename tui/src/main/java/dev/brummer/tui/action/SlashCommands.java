package dev.brummer.tui.action;

import dev.brummer.tui.key.Action;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Toast;
import dev.brummer.tui.model.list.ProcessRow;
import java.io.IOException;
import java.util.function.Consumer;

/// The commands of the original, as typed into the palette.
final class SlashCommands {
  private final Model model;
  private final ProcessActions processes;
  private final LogActions log;
  private final UrlActions urls;
  private final GlobalActions frame;

  private final ThemeController themeController;

  SlashCommands(
      Model model,
      ProcessActions processes,
      LogActions log,
      UrlActions urls,
      GlobalActions frame,
      ThemeController themeController) {
    this.model = model;
    this.processes = processes;
    this.log = log;
    this.urls = urls;
    this.frame = frame;
    this.themeController = themeController;
  }

  void perform(String line) throws IOException {
    int space = line.indexOf(' ');
    String command = space < 0 ? line : line.substring(0, space);
    String rest = space < 0 ? "" : line.substring(space + 1).trim();
    switch (command) {
      case "/run", "/start" -> withProcess(rest, processes::start);
      case "/stop" -> allOrNamed(rest, processes::stopAll, processes::stop);
      case "/restart" -> allOrNamed(rest, processes::restartAll, processes::restart);
      case "/log" -> withProcess(rest, log::showOnly);
      case "/show" -> log.filter(rest);
      case "/hide" -> log.filter(excludeFilter(rest));
      case "/proxy" -> urls.proxy(rest);
      case "/toggle-proxy" -> urls.toggleSelected();
      case "/theme" -> theme(rest);
      case "/clear" -> log.perform(Action.Logs.CLEAR);
      case "/help" -> frame.perform(Action.Frame.HELP);
      default -> model.toast(command + " is no command; ? lists all keys.", Toast.Severity.ERROR);
    }
  }

  private void theme(String name) {
    themeController
        .select(name)
        .ifPresentOrElse(
            said -> model.toast(said, Toast.Severity.SUCCESS),
            () -> model.toast("There is no theme \"" + name + "\".", Toast.Severity.ERROR));
  }

  private void allOrNamed(String name, Runnable all, Consumer<ProcessRow> one) {
    if (name.equals("all")) {
      all.run();
    } else {
      withProcess(name, one);
    }
  }

  private void withProcess(String name, Consumer<ProcessRow> action) {
    ProcessRow row = model.processes().byName(name);
    if (row == null) {
      model.toast("There is no process called \"" + name + "\".", Toast.Severity.ERROR);
    } else {
      action.accept(row);
    }
  }

  private static String excludeFilter(String text) {
    return text.isEmpty() ? "" : text.indexOf(' ') < 0 ? "!" + text : "!\"" + text + '"';
  }
}
