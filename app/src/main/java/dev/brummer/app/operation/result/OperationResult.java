package dev.brummer.app.operation.result;

/// The result of one operation.
public sealed interface OperationResult
    permits CheckResult,
        ErrorDetailResult,
        ErrorListResult,
        LogResult,
        OpenResult,
        PageEventResult,
        PageSessionResult,
        PortResult,
        ReplayResult,
        RequestDetailResult,
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
