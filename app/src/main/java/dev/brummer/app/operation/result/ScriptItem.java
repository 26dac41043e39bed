package dev.brummer.app.operation.result;

/// Something that can run in the project.
///
/// @param command the command as written in the file that defines it
/// @param origin `file:line` relative to the project; without the line if it is unknown
/// @param state state of its process, such as "ready" or "idle"
/// @param running whether its process is alive
/// @param autostart whether a run without names starts it
public record ScriptItem(
    String name,
    String group,
    String command,
    String origin,
    String state,
    boolean running,
    boolean autostart) {}
