/// What commands do: operations on processes, log, URLs and requests; search, clipboard, editor,
/// export, themes, suspend and quit.
///
/// ```
/// Binding.execute ─▶ Actions ─▶ ProcessActions, LogActions, … ─┬▶ Model
///                                                              ├▶ Processes, ProxyControl
///                                                              ├▶ AgentAccess
///                                                              └▶ virtual thread ─▶ UiInbox
/// ```
///
/// [dev.brummer.tui.action.Actions] holds the services; a command reads its target from the model.
/// Everything is confined to the thread `tui`, except the virtual threads of
/// [dev.brummer.tui.action.BackgroundSearch], [dev.brummer.tui.action.LogExporter],
/// [dev.brummer.tui.action.UrlProber] and [dev.brummer.tui.action.ClipboardCommand], which share no
/// state and post their results to the inbox.
///
/// ## Decisions
///
/// - An effect that only one view has is a private method of that view's `*Keys` class; this
///   package holds what several views, the mouse or slash commands use.
/// - Copies go to the terminal (OSC 52) and to a clipboard command, because many terminals disable
///   OSC 52 and many hosts have no clipboard command.
package dev.brummer.tui.action;
