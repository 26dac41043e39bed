package dev.brummer.proxy.telemetry;

/// One thing a page told: its type, when (milliseconds since the epoch by the browser's clock), the
/// page's path, one line for people and its details as JSON.
record Signal(String type, long atMillis, String page, String summary, String data) {}
