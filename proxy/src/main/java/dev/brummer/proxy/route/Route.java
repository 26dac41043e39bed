package dev.brummer.proxy.route;

/// A URL printed by a process and its URL through the proxy.
public record Route(int process, String target, String proxied) {}
