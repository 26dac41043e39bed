package dev.brummer.app.operation.result;

/// What one process did since the cursor.
///
/// @param settled whether it has finished reacting to the edit
/// @param activity what it did, such as "tsc: Found 0 errors" or "restarted by nodemon"; what it is
///   doing if it is not settled
/// @param millis duration of the reaction; -1 if unknown
public record SettledItem(String process, boolean settled, String activity, long millis) {}
