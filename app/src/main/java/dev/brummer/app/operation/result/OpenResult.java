package dev.brummer.app.operation.result;

/// A URL that was to be opened in the user's browser.
///
/// @param opened false if no browser was found
public record OpenResult(String process, String url, boolean opened) implements OperationResult {}
