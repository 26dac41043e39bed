package dev.brummer.app.operation.result;

import java.util.List;

/// The known URLs.
public record UrlResult(List<UrlItem> urls) implements OperationResult {}
