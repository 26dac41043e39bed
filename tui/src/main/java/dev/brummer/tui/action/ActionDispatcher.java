package dev.brummer.tui.action;

import dev.brummer.engine.process.supervisor.Processes;
import dev.brummer.tui.interactive.InteractiveSession;
import dev.brummer.tui.key.Action;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.ProxyControl;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.terminal.TerminalScreen;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Carries out what keys, clicks and the palette ask for: hands each wish to the class of its
/// subject. Confined to the thread `tui`.
public final class ActionDispatcher {
  private final Model model;
  private final Clipboard clipboard;
  private final GlobalActions frame;
  private final ProcessActions processes;
  private final LogActions log;
  private final ErrorActions errors;
  private final UrlActions urls;
  private final RequestActions requests;
  private final PageActions pages;
  private final AgentActions agents;
  private final SlashCommands slash;

  /// @param proxy null where there is none
  /// @param redraw forgets what the terminal shows
  /// @param suspend gives the terminal back until the program is continued
  public ActionDispatcher(
      Model model,
      Processes engine,
      TerminalScreen screen,
      Clipboard clipboard,
      EditorLauncher editorLauncher,
      PlainOutputMode plain,
      Consumer<String> browser,
      @Nullable ProxyControl proxy,
      UrlProber prober,
      LogSearch logSearch,
      InteractiveSession interactiveSession,
      LogExporter logExporter,
      ThemeController themeController,
      Runnable redraw,
      Runnable suspend,
      ExitRequest exit) {
    this.model = model;
    this.clipboard = clipboard;
    this.log = new LogActions(model, logSearch, logExporter, clipboard);
    this.urls = new UrlActions(model, browser, proxy, prober, clipboard);
    this.processes = new ProcessActions(model, engine, log, urls, interactiveSession);
    this.errors = new ErrorActions(model, log, editorLauncher, clipboard);
    this.requests = new RequestActions(model, proxy, log, clipboard);
    this.pages = new PageActions(model, requests, clipboard);
    this.agents = new AgentActions(model, log, clipboard);
    QuitSequence quitSequence = new QuitSequence(model, engine, exit);
    BackNavigation backNavigation = new BackNavigation(model, logSearch, log, requests);
    this.frame =
        new GlobalActions(
            model, screen, logSearch, backNavigation, quitSequence, plain, redraw, suspend);
    this.slash = new SlashCommands(model, processes, log, urls, frame, themeController);
  }

  public void perform(Action action) throws IOException {
    switch (action) {
      case Action.Frame it -> frame.perform(it);
      case Action.Processes it -> processes.perform(it);
      case Action.Logs it -> log.perform(it);
      case Action.Errors it -> errors.perform(it);
      case Action.Urls it -> urls.perform(it);
      case Action.Requests it -> requests.perform(it);
      case Action.Pages it -> pages.perform(it);
      case Action.Agents it -> agents.perform(it);
      case Action.Move it -> CursorNavigation.perform(model, it);
      case Action.Detail it -> model.detail().move(it == Action.Detail.DOWN ? 3 : -3);
      case Action.Show it -> model.tab(Tab.of(it.view()));
      case Action.Slash it -> slash.perform(it.line());
    }
  }

  public ProcessActions processes() {
    return processes;
  }

  public Clipboard pasteboard() {
    return clipboard;
  }

  public UrlActions urls() {
    return urls;
  }

  public RequestActions requests() {
    return requests;
  }
}
