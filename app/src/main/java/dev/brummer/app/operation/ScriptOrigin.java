package dev.brummer.app.operation;

import java.nio.file.Path;

/// Where a process of the project is defined.
///
/// @param file that defines it
/// @param line in that file, from 1; 0 if unknown
/// @param description text for lists, usually the command as written in the file
/// @param autostart whether a run without names starts it
public record ScriptOrigin(
    String name, Path file, int line, String description, boolean autostart) {}
