package dev.brummer.engine.script;

import java.util.List;

/// Result of a discovery. Each warning is one sentence with file and line about a file or entry
/// that was skipped.
public record DiscoveredScripts(List<Script> scripts, List<String> warnings) {}
