package dev.brummer.proxy;

/// Stands before every local URL that a process prints.
public final class ProxyServer {}
