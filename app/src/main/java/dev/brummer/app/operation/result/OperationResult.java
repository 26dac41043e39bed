package dev.brummer.app.operation.result;

/// The result of one operation.
public sealed interface OperationResult
    permits CheckResult,
        ErrorDetailResult,
        ErrorListResult,
        GraphResult,
        LogResult,
        OpenResult,
        PageEventResult,
        PageSessionResult,
        PortResult,
        RequestDetailResult,
        RequestDetailResult.Replay,
        RequestListResult,
        RestartResult,
        ScriptListResult,
        ShutdownResult,
        StartResult,
        StatusResult,
        StopResult,
        UrlResult,
        WaitResult,
        WhyResult {}
