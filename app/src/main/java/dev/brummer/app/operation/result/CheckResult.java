package dev.brummer.app.operation.result;

import java.util.List;

/// What is new after an edit.
///
/// @param summary one line: the verdict and its reason
/// @param rebuilt whether any process reacted to a change since the cursor
/// @param reactions what each process that reacted did
/// @param errors new errors of servers, browsers and builds, newest first
/// @param failedTests newly failed tests
/// @param failedRequests new requests with status 5xx or without a response
/// @param down processes that went down
/// @param healed errors and tests that were present at the cursor and are gone
/// @param omitted facts left out of the lists
/// @param waitingFor what has not settled, empty if all has
/// @param cursor of the next check
public record CheckResult(
    Verdict verdict,
    String summary,
    boolean rebuilt,
    List<SettledItem> reactions,
    List<ErrorItem> errors,
    List<ErrorItem> failedTests,
    List<RequestItem> failedRequests,
    List<Down> down,
    List<ErrorItem> healed,
    int omitted,
    String waitingFor,
    long waitedMillis,
    String cursor,
    String note)
    implements OperationResult {
  /// A process that went down.
  public record Down(String process, String state, String reason, long atMillis) {}

  /// The answer to "did my edit work?". Exit codes of the verb: 0, 1 and 124.
  public enum Verdict {
    CLEAN,
    PROBLEMS,
    /// Nothing is wrong yet, but the deadline passed before everything settled.
    UNSETTLED
  }
}
