package dev.brummer.proxy.route;

/// A URL that a process printed and the one that leads to it through the proxy.
public record Route(int process, String target, String proxied) {}
