package dev.brummer.tui.action;

import dev.brummer.tui.interactive.InteractiveSession;
import dev.brummer.tui.model.Model;

/// The services that commands act through. Confined to the thread `tui`.
public record Actions(
    Model model,
    ProcessActions processes,
    LogActions log,
    UrlActions urls,
    RequestActions requests,
    AgentActions agents,
    HostTerminalActions terminal,
    LogSearch search,
    UrlProber prober,
    InteractiveSession interactive,
    ThemeController themes,
    Clipboard clipboard,
    EditorLauncher editor,
    BackNavigation back,
    QuitSequence quit,
    SlashCommands slash) {}
