package dev.brummer.engine.script;

import java.util.List;

/// All that was found in a project, and what could not be read. A warning is one sentence with file
/// and line; the rest still works.
public record ScriptDiscovery(List<Script> scripts, List<String> warnings) {}
