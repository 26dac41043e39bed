package dev.brummer.app.operation.result;

/// A URL of a process.
///
/// @param proxied the URL through the proxy, empty if it has none
/// @param scope "local", "network" or "external"
/// @param ready whether the process is ready
public record UrlItem(
    String process, String url, String proxied, String scope, String label, boolean ready) {}
