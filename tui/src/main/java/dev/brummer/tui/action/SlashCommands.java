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

  private final ThemeController themes;

  SlashCommands(
      Model model,
      ProcessActions processes,
      LogActions log,
      UrlActions urls,
      GlobalActions frame,
      ThemeController themes) {
    this.model = model;
    this.processes = processes;
    this.log = log;
    this.urls = urls;
    this.frame = frame;
    this.themes = themes;
  }

  void perform(String line) throws IOException {
    int space = line.indexOf(' ');
    String command = space < 0 ? line : line.substring(0, space);
    String rest = space < 0 ? "" : line.substring(space + 1).trim();
    switch (command) {
      case "/run", "/start" -> named(rest, processes::start);
      case "/stop" -> allOr(rest, processes::stopAll, processes::stop);
      case "/restart" -> allOr(rest, processes::restartAll, processes::restart);
      case "/log" -> named(rest, log::showOnly);
      case "/show" -> log.filter(rest);
      case "/hide" -> log.filter(hiding(rest));
      case "/proxy" -> urls.proxy(rest);
      case "/toggle-proxy" -> urls.toggleSelected();
      case "/theme" -> theme(rest);
      case "/clear" -> log.perform(Action.Logs.CLEAR);
      case "/help" -> frame.perform(Action.Frame.HELP);
      default -> model.toast(command + " is no command; ? lists all keys.", Toast.Mood.TROUBLE);
    }
  }

  private void theme(String name) {
    themes
        .choose(name)
        .ifPresentOrElse(
            said -> model.toast(said, Toast.Mood.DONE),
            () -> model.toast("There is no theme \"" + name + "\".", Toast.Mood.TROUBLE));
  }

  private void allOr(String name, Runnable all, Consumer<ProcessRow> one) {
    if (name.equals("all")) {
      all.run();
    } else {
      named(name, one);
    }
  }

  private void named(String name, Consumer<ProcessRow> action) {
    ProcessRow row = model.processes().named(name);
    if (row == null) {
      model.toast("There is no process called \"" + name + "\".", Toast.Mood.TROUBLE);
    } else {
      action.accept(row);
    }
  }

  private static String hiding(String text) {
    return text.isEmpty() ? "" : text.indexOf(' ') < 0 ? "!" + text : "!\"" + text + '"';
  }
}
