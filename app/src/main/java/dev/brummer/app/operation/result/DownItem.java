package dev.brummer.app.operation.result;

/// A process that went down.
public record DownItem(String process, String state, String reason, long atMillis) {}
