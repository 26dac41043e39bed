package dev.brummer.tui.model;

import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.RepeatCount;
import dev.brummer.engine.log.RepeatFoldingMode;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.mask.MaskedLog;
import java.time.Duration;
import java.util.List;

/// Masks the secrets in the lines of another reader. Queries match the raw text, because the person
/// at the screen may search for a secret; what is shown is masked.
final class MaskedLogReader implements LogReader {
  private final LogReader raw;
  private final MaskedLog masked;

  MaskedLogReader(LogReader raw, MaskedLog masked) {
    this.raw = raw;
    this.masked = masked;
  }

  @Override
  public LogPage before(LogQuery query, long before, int limit) {
    return masked.masked(raw.before(query, before, limit));
  }

  @Override
  public LogPage from(LogQuery query, long from, int limit) {
    return masked.masked(raw.from(query, from, limit));
  }

  @Override
  public long matches(LogQuery query) {
    return raw.matches(query);
  }

  @Override
  public RepeatCount countRepeats(
      long number, RepeatFoldingMode folding, RepeatCount known, Duration budget) {
    return raw.countRepeats(number, folding, known, budget);
  }

  @Override
  public List<StoredLine> unfinished(LogQuery query) {
    return masked.masked(raw.unfinished(query));
  }

  @Override
  public long end() {
    return raw.end();
  }

  @Override
  public long first() {
    return raw.first();
  }

  @Override
  public long firstAtOrAfter(long millis) {
    return raw.firstAtOrAfter(millis);
  }

  @Override
  public List<StoredLine> during(long fromMillis, long toMillis, int limit) {
    return masked.masked(raw.during(fromMillis, toMillis, limit));
  }
}
