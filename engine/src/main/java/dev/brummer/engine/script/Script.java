package dev.brummer.engine.script;

import java.nio.file.Path;
import java.util.List;

/// Something that can be run here.
///
/// @param name unique within a discovery, `package:script` in workspaces
/// @param group heading it is listed under: a package's name, "Procfile", "Makefile" …
/// @param command what to execute, program first
/// @param directory where to run it
/// @param origin the file that names it
/// @param line its line in that file, from 1, or 0 where it has none
/// @param description what a person would call it: usually the script's text
public record Script(
    String name,
    String group,
    List<String> command,
    Path directory,
    Path origin,
    int line,
    String description) {}
